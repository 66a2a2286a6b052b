import type { CaseCommand } from '../../../domain/case/commands';
import { settleCaseAt } from '../../../domain/forecast/world';
import { aPost } from '../../support/a-post';
import { NOW, confirming, order, ordered } from './second-scenes';
import { baihe } from './baihe-town';
import { Play } from './play';

/** The posts of these persons have run out; the record looks at the case. */
const without = (play: Play, ...personIds: string[]): Play => {
  for (const post of play.world.directory.posts) if (personIds.includes(post.personId)) post.to = '2025-06-30';
  settleCaseAt(play.world, 'c1', play.now);
  return play;
};

const voiding: CaseCommand = {
  type: 'propose',
  act: 'void',
  reason: '不实',
  attachmentIds: ['ldc-1'],
  fields: {},
};

const controlling: CaseCommand = {
  type: 'propose',
  act: 'impose-control',
  reason: '危险',
  attachmentIds: ['vgm-1'],
  fields: { scope: 'premises', measures: '封闭', until: '2025-12-10', guardPersonId: 'vgm' },
};

const inReview = (): Play => new Play().rectifying('2025-07-31').awaiting().passed();
const stepOf = (play: Play) => play.file.proposals[0]?.steps[0];
const nobodyHome = (play: Play) =>
  (play.world.caseEvents.get('c1') ?? []).flatMap(({ type, body }) =>
    type === 'rung-reached' && body.act === 'nobody-home' ? [body.proposalId] : [],
  );

describe('a proposal whose deciders are gone', () => {
  it('goes up at once, is recorded as nobody at home, and gives the next level a clock of its own', () => {
    const play = inReview();
    const before = play.file.proposals[0]?.deadlineId;
    without(play, 'ofd', 'ofd2', 'ldc');
    expect(stepOf(play)).toEqual({ roles: ['L2'] });
    expect(nobodyHome(play)).toEqual([play.proposalId('close')]);
    expect(play.file.proposals[0]?.deadlineId).not.toBe(before);
    expect(play.file.deadlines.filter(({ clock, level }) => clock === 'decision' && level === 0)).toHaveLength(1);
    expect(play.decide('l2', 'close').file.status).toBe('watching');
  });

  it('stays where somebody is left who stands in no conflict', () => {
    expect(stepOf(without(inReview(), 'ofd'))).toEqual({ roles: ['OFd'] });
  });

  it('goes up where all who are left stand in a conflict', () => {
    expect(stepOf(without(inReview(), 'ofd', 'ofd2'))).toEqual({ roles: ['L2'] });
  });

  it('passes every level that is empty, tells it once, and stays with L1', () => {
    const play = without(inReview(), 'ofd', 'ofd2', 'l2', 'l1');
    settleCaseAt(play.world, 'c1', play.now);
    expect(stepOf(play)).toEqual({ roles: ['L1'] });
    expect(nobodyHome(play)).toHaveLength(3);
  });

  it('is told for each proposal, also where another of the same cycle was told before', () => {
    const play = new Play(baihe, NOW).accepted().act('ldc', voiding);
    without(play, 'l1', 'l2', 'ofd', 'ofd2', 'ldc');
    expect(new Set(nobodyHome(play))).toEqual(new Set([play.proposalId('void')]));
    play.act('vgm', controlling);
    settleCaseAt(play.world, 'c1', play.now);
    expect(new Set(nobodyHome(play))).toEqual(new Set([play.proposalId('void'), play.proposalId('impose-control')]));
  });

  it('goes up within the act by which the last of them loses it', () => {
    const play = new Play(baihe, NOW).accepted().act('efo1', order('efo2'));
    play.act('efo2', confirming(play));
    play.world.directory.posts.push(aPost('efh', 'ENm', 'meiqiao', { subjectId: 's1' }));
    play.act('ofc', { type: 'add-note', text: '—' });
    expect(stepOf(play)).toEqual({ roles: ['L2'] });
  });

  it('waits while it waits for a re-check, and goes up after it', () => {
    const play = ordered(false).act('efo1', order('efo2'));
    play.act('efo2', confirming(play)).awaiting();
    for (const post of play.world.directory.posts) if (post.personId === 'efh') post.to = '2025-06-30';
    settleCaseAt(play.world, 'c1', play.now);
    expect(play.file.proposals[0]).toMatchObject({ waiting: true, raised: 0 });
    play.act('efo1', { type: 'start-recheck', coActorId: 'efo2' }).act('efo2', confirming(play));
    play.act('efo1', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['efo1-1'] });
    expect(play.file.proposals[0]).toMatchObject({ waiting: false, raised: 1, steps: [{ roles: ['L2'] }] });
  });
});
