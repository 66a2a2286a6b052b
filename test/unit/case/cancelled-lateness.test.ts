import type { CaseCommand } from '../../../domain/case/commands';
import { lookupsIn } from '../../../domain/forecast/lookups';
import { at } from './shanghai';
import { confirming, order } from './second-scenes';
import { baihe } from './baihe-town';
import { served } from './given';
import { Play } from './play';

const look = (play: Play, local: string): Play => play.act('ofc', { type: 'add-note', text: '查看' }, at(local));

const ordering = (dueOn: string): CaseCommand => {
  const proposal = order('efo2') as Extract<CaseCommand, { type: 'propose' }>;
  return { ...proposal, fields: { ...proposal.fields, dueOn } };
};

const orderOn = (play: Play, dueOn: string): Play => {
  play.act('efo1', ordering(dueOn)).act('efo2', confirming(play)).decide('efh', 'statutory-order');
  return play.act('efo1', served(play.file.papers.at(-1)?.documentId ?? '', play.now));
};

const cancelled = (play: Play): Play =>
  play.act('efh', {
    type: 'cancel-order',
    documentId: play.file.papers.findLast(({ statutory }) => statutory)?.documentId ?? '',
    reason: '事实有误',
    attachmentIds: [],
  });

const noticed = (play: Play, dueOn: string): Play => {
  play.act('ldc', {
    type: 'issue-notice',
    paperType: 'xianqi-zhenggai-yijian',
    issuerUnitId: 'chengyun',
    requirements: '限期整改',
    dueOn,
  });
  return play.act('ldc', served(play.file.papers.at(-1)?.documentId ?? '', play.now));
};

const left = (play: Play): (string | undefined)[] =>
  play.file.deadlines.filter(({ clock, level }) => clock === 'rectify' && level > 0).map(({ act }) => act);

const lateSubjects = (play: Play): string[] =>
  lookupsIn(play.world, null)
    .lateCases('subject:s1', at('2025-11-01T00:00'))
    .map(({ caseId }) => caseId);

const interview = (play: Play) => [...play.world.escalations.values()].find(({ act }) => act === 'interview');

/** Ordered by 5 December 2025; by the 15th urged, under 督办 and proposed for an interview. */
const late = (): Play =>
  look(orderOn(new Play(baihe, at('2025-12-01T09:00')).accepted(), '2025-12-05'), '2025-12-15T10:00');

describe('the lateness under an order that is cancelled', () => {
  it('counts no more, and the case leaves what was proposed over it', () => {
    const play = late();
    expect(lateSubjects(play)).toEqual(['c1']);
    expect(interview(play)).toMatchObject({ status: 'proposed', cases: [{ caseId: 'c1' }] });
    cancelled(play);
    expect(lateSubjects(play)).toEqual([]);
    expect(interview(play)).toMatchObject({ status: 'withdrawn', cases: [] });
    expect(play.file).toMatchObject({ status: 'assigned', overlays: [], escalations: [] });
    expect(play.types()).toContain('deadline-missed');
  });

  it('leaves the next notice its whole ladder, and that one opens an interview of its own', () => {
    const play = noticed(cancelled(late()), '2025-12-19');
    expect(left(play)).toEqual(['urge', 'supervise', 'interview', 'circular']);
    const first = interview(play)?.escalationId;
    look(play, '2025-12-26T10:00');
    expect(play.file.escalations.map(({ act }) => act)).toContain('interview');
    expect(play.file.escalations.map(({ escalationId }) => escalationId)).not.toContain(first);
  });

  it('is none before an order that hangs as a public notice takes effect: what is missed till then is under the advice', () => {
    const play = look(noticed(new Play(baihe, at('2025-12-01T09:00')).accepted(), '2025-12-10'), '2025-12-02T10:00');
    play.act('efo1', ordering('2026-03-31')).act('efo2', confirming(play)).decide('efh', 'statutory-order');
    const posted = served(play.file.papers.at(-1)?.documentId ?? '', play.now);
    play.act('efo1', { ...posted, mode: 'public-notice' } as CaseCommand);
    look(play, '2025-12-16T10:00');
    expect(play.file.overlays).toEqual(['overdue', 'supervised']);
    cancelled(play);
    expect(lateSubjects(play)).toEqual(['c1']);
    expect(play.file.overlays).toEqual(['supervised']);
  });

  it('leaves a 督办 that is over as well: the next notice gets one of its own, with a paper', () => {
    const supervised = (play: Play) => [...play.world.escalations.values()].filter(({ act }) => act === 'supervise');
    const play = late();
    expect(supervised(play)).toMatchObject([{ status: 'completed', cases: [{ caseId: 'c1' }] }]);
    look(noticed(cancelled(play), '2025-12-19'), '2025-12-26T10:00');
    expect(supervised(play)).toMatchObject([
      { status: 'completed', cases: [] },
      { status: 'completed', cases: [{ caseId: 'c1' }], papers: [{ state: 'issued' }] },
    ]);
  });

  it('leaves what was climbed before under advice as it is', () => {
    const play = look(noticed(new Play(baihe, at('2025-12-01T09:00')).accepted(), '2025-12-05'), '2025-12-08T10:00');
    look(orderOn(play, '2025-12-10'), '2025-12-16T10:00');
    expect(play.file.overlays).toEqual(['overdue', 'supervised']);
    noticed(cancelled(play), '2025-12-19');
    expect(play.file.overlays).toEqual([]);
    expect(lateSubjects(play)).toEqual(['c1']);
    expect(left(play)).toEqual(['supervise', 'interview', 'circular']);
  });
});
