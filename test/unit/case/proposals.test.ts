import { acceptPlan, notified, planTo } from './major-scenes';
import { baihe } from './baihe-town';
import { requested } from './given';
import { Play } from './play';

const clockOf = (play: Play) => {
  const { deadlineId, dueAt } =
    play.file.deadlines.find(({ clock, level }) => clock === 'decision' && level === 0) ?? {};
  return { deadlineId, decideBy: dueAt };
};

describe('a proposal', () => {
  it('shows who proposed it, who decides it, by when, and who comes after him', () => {
    const play = new Play().reported();
    play.act('ofc', { type: 'propose', act: 'void', reason: '不属实', attachmentIds: ['ofc-1'], fields: {} });
    expect(play.file.proposals).toMatchObject([
      {
        act: 'void',
        by: { kind: 'person', personId: 'ofc', post: { role: 'OFc', unitId: 'zhuanban' } },
        reason: '不属实',
        openedAt: play.now,
        steps: [{ roles: ['OFd'] }],
        above: [{ roles: ['L2'] }, { roles: ['L1'] }],
        decisions: [],
        raised: 0,
        ...clockOf(play),
      },
    ]);
    expect(clockOf(play).decideBy).toBe('2025-07-03T16:00:00.000Z');
  });

  it('that is raised has a new clock, the next level alone, and one level less above it', () => {
    const play = new Play().rectifying('2025-07-31').awaiting().passed();
    const before = clockOf(play);
    play.act('ofc', { type: 'add-note', text: '催' }, '2025-07-07T01:00:00.000Z');
    expect(play.file.proposals).toMatchObject([
      { act: 'close', steps: [{ roles: ['L2'] }], above: [{ roles: ['L1'] }], raised: 1, ...clockOf(play) },
    ]);
    expect(clockOf(play)).not.toEqual(before);
  });

  it('of two steps keeps what the first decided, and gives the second a clock of its own', () => {
    const play = notified().act('enm', planTo('2026-01-30')).act('ds1', acceptPlan).act('ens', requested).passed();
    const before = clockOf(play);
    play.decide('ds1', 'close', 'approve', '2025-12-02T01:00:00.000Z');
    const [proposal] = play.file.proposals;
    expect(proposal).toMatchObject({ steps: [{ roles: ['L2'] }], ...clockOf(play) });
    expect(proposal?.decisions).toEqual([
      {
        by: { kind: 'person', personId: 'ds1', post: { role: 'DS', unitId: 'qu-xiaofang' } },
        decision: 'approve',
        opinion: '同意',
        at: '2025-12-02T01:00:00.000Z',
      },
    ]);
    expect(clockOf(play)).not.toEqual(before);
  });

  it('that its author takes back is gone, and nobody else’s is', () => {
    const play = new Play(baihe, '2025-12-01T01:00:00.000Z').registered();
    play
      .act('ofc', { type: 'propose', act: 'void', reason: '不属实', attachmentIds: ['vgg-1'], fields: {} })
      .act('vgg', {
        type: 'propose',
        act: 'impose-control',
        reason: '有危险',
        attachmentIds: [],
        fields: { scope: 'premises', measures: '停用', until: '2025-12-20', guardPersonId: 'ens' },
      });
    const withdraw = (personId: string) =>
      play.attempt(personId, { type: 'withdraw-proposal', proposalId: play.proposalId('void'), reason: '再核' });
    expect(withdraw('ldc')).toMatchObject({ code: 'forbidden', reason: 'not-the-author' });
    expect(withdraw('ofc')).toBeNull();
    expect(play.file.proposals.map(({ act }) => act)).toEqual(['impose-control']);
    expect(withdraw('ofc')).toMatchObject({ reason: 'proposal-not-open', pointer: '/proposalId' });
    expect(play.file.deadlines.filter(({ clock }) => clock === 'decision')).toHaveLength(1);
  });
});
