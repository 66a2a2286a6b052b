import type { CaseCommand } from '../../../../domain/case/commands';
import { aPost } from '../../../support/a-post';
import { acceptPlan, major, planTo } from '../major-scenes';
import { certificate, confirming, NOW, order, ordered } from '../second-scenes';
import { at, eventsOf } from '../shanghai';
import { baihe } from '../baihe-town';
import { served } from '../given';
import { Play } from '../play';

const standing = ({ file }: Play): string => file.papers.findLast(({ statutory }) => statutory)?.documentId ?? 'none';

const cancel = (play: Play, more: object = {}): CaseCommand => ({
  type: 'cancel-order',
  documentId: standing(play),
  reason: '依据有误',
  attachmentIds: [],
  ...more,
});

const running = ({ file }: Play): string[] =>
  file.deadlines.filter(({ level }) => level === 0).map(({ clock }) => clock);

const cancelled = (play: Play) => eventsOf(play).findLast((event) => event.type === 'order-cancelled');

const look = (play: Play, local: string): Play => play.act('ofc', { type: 'add-note', text: '查看' }, at(local));

/** An order of 综合执法队 by this day, decided but not served. */
const decided = (play: Play, dueOn?: string, more: object = {}): Play => {
  const proposal = order('efo2') as Extract<CaseCommand, { type: 'propose' }>;
  const fields = { ...proposal.fields, ...more, ...(dueOn === undefined ? {} : { dueOn }) };
  return play
    .act('efo1', { ...proposal, fields })
    .act('efo2', confirming(play))
    .decide('efh', 'statutory-order');
};

const underOrder = (play: Play, dueOn?: string): Play =>
  decided(play, dueOn).act('efo1', served(standing(play), play.now));

describe('cancel-order records', () => {
  it('who cancelled it in which post, why, and no decision of others', () => {
    const play = ordered(false);
    play.act('efh', cancel(play));
    expect(cancelled(play)).toMatchObject({
      actor: { kind: 'person', personId: 'efh', post: { role: 'EFh', unitId: 'zhifa' } },
      body: { documentId: play.file.papers[0]?.documentId, reason: '依据有误', decisionRef: null, evidence: [] },
    });
  });

  it('the decision of a court or review body with its number and paper', () => {
    const play = ordered(false);
    play.act('ofc', cancel(play, { decisionRef: '青府复决字〔2025〕1号', attachmentIds: ['ofc-1'] }));
    expect(cancelled(play)?.body).toMatchObject({
      decisionRef: '青府复决字〔2025〕1号',
      evidence: [{ attachmentId: 'ofc-1' }],
    });
  });

  it('what the department above cancels, without a court', () => {
    const play = ordered(false);
    play.act('ds1', cancel(play));
    expect(cancelled(play)?.actor).toMatchObject({ personId: 'ds1', post: { role: 'DS' } });
  });

  it('the post in the unit that issued it, of somebody who holds another as well', () => {
    const play = ordered(false);
    const { directory } = play.world;
    directory.posts.unshift(aPost('efh', 'DS', 'qu-xiaofang', { certificate }));
    play.act('efh', cancel(play));
    expect(cancelled(play)?.actor).toMatchObject({ post: { role: 'EFh', unitId: 'zhifa' } });
  });

  it('the end of what ran under it, and of nothing else: a control stays on with its day', () => {
    const play = ordered(false).act('efo2', {
      type: 'impose-control',
      scope: 'premises',
      measures: '停用',
      until: '2025-12-20',
      guardPersonId: 'ens',
    });
    play.act('efh', cancel(play));
    expect(running(play).sort()).toEqual(['control-expiry', 'serve']);
  });

  it('the end of the review of a plan that it asked for', () => {
    const play = major()
      .act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] })
      .act('vgm', { type: 'accept-assignment' });
    decided(play, undefined, { clauseId: 'xiaofang-28' }).act('efo1', served(standing(play), play.now));
    play.act('ens', planTo('2025-12-30'));
    expect(running(play)).toContain('decision');
    play.act('efh', cancel(play));
    expect(running(play)).toEqual(['report-up', 'serve']);
    expect(play.attempt('ds1', acceptPlan)).not.toBeNull();
  });
});

describe('cancel-order refuses', () => {
  it('by its button already, whoever may not: it says whose it is', () => {
    const play = ordered(false);
    play.world.directory.posts.push(aPost('efr', 'EFh', 'chengyun', { certificate }));
    expect(play.attempt('efr', cancel(play))).toMatchObject({ code: 'forbidden', whoCan: ['EFh', 'DS', 'OFc'] });
  });

  it('the office that names no decision, or shows no paper of it', () => {
    const play = ordered(false);
    const before = play.types();
    expect(play.attempt('ofc', cancel(play))).toMatchObject({ reason: 'decision-missing', pointer: '/decisionRef' });
    expect(play.attempt('ofc', cancel(play, { decisionRef: '1号' }))).toMatchObject({ pointer: '/attachmentIds' });
    expect(play.types()).toEqual(before);
  });

  it('an upload that nobody has', () => {
    const play = ordered(false);
    const refusal = play.attempt('efh', cancel(play, { attachmentIds: ['nothing'] }));
    expect(refusal).toMatchObject({ code: 'validation', reason: 'attachment-unknown' });
  });

  it('an order that is not served yet: it is taken back', () => {
    const play = decided(noticed(new Play(baihe, NOW).accepted(), '2026-03-31'));
    expect(play.attempt('efh', cancel(play))).toMatchObject({ reason: 'no-order' });
  });
});

const noticed = (play: Play, dueOn: string, mode: 'direct' | 'public-notice' = 'direct'): Play => {
  play.act('ldc', {
    type: 'issue-notice',
    paperType: 'xianqi-zhenggai-yijian',
    issuerUnitId: 'chengyun',
    requirements: '限期整改',
    dueOn,
  });
  return play.act('ldc', { ...served(play.file.papers.at(-1)?.documentId ?? '', play.now), mode } as CaseCommand);
};

describe('cancel-order stays silent', () => {
  const start = () => new Play(baihe, at('2025-12-01T09:00')).accepted();
  const acts = (play: Play) => play.file.escalations.map(({ act }) => act);

  it('about what was climbed under advice before: the case stays with the 督办 over it', () => {
    const play = look(noticed(start(), '2025-12-05'), '2025-12-15T10:00');
    expect(acts(play)).toEqual(['supervise', 'interview']);
    underOrder(play, '2025-12-30').act('efh', cancel(play));
    expect(cancelled(play)?.body).toMatchObject({ leaves: [] });
    expect(acts(play)).toEqual(['supervise', 'interview']);
    expect(play.file.overlays).toContain('supervised');
  });

  it('about the lateness of units: what was opened over them stays', () => {
    const play = look(new Play(baihe, at('2025-12-01T09:00')).assigned(), '2025-12-22T10:00');
    const opened = play.file.escalations.filter(({ addressee }) => addressee === 'unit:meiqiao');
    expect(opened.length).toBeGreaterThan(0);
    look(underOrder(play.act('vgm', { type: 'accept-assignment' }), '2025-12-24'), '2026-01-08T10:00');
    expect(play.file.escalations.length).toBeGreaterThan(opened.length);
    play.act('efh', cancel(play));
    const left = play.file.escalations.filter(({ addressee }) => addressee === 'subject:s1');
    expect(left).toEqual([]);
    expect(play.file.escalations).toEqual(expect.arrayContaining(opened));
  });

  it('about a notice that hangs: the order counts from its own service', () => {
    const play = underOrder(noticed(start(), '2026-03-31', 'public-notice'), '2025-12-05');
    look(play, '2025-12-10T10:00').act('efh', cancel(play));
    expect(cancelled(play)?.body).toMatchObject({ uncounts: { since: at('2025-12-01T09:00') } });
  });

  it('about what an order by public notice does not bind to yet, and counts it from its effect', () => {
    const posted = () => {
      const play = decided(start(), '2026-01-09');
      return play.act('efo1', { ...served(standing(play), play.now), mode: 'public-notice' } as CaseCommand);
    };
    const hanging = posted();
    look(hanging, '2025-12-10T10:00').act('efh', cancel(hanging));
    expect(cancelled(hanging)?.body).not.toHaveProperty('uncounts');
    const bound = posted();
    look(bound, '2026-01-12T10:00').act('efh', cancel(bound));
    expect(cancelled(bound)?.body).toMatchObject({ uncounts: { since: at('2026-01-01T00:00') } });
  });
});
