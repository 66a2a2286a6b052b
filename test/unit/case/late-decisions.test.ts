import type { CaseCommand, ProposalFields } from '../../../domain/case/commands';
import type { CaseProposalAct } from '../../../domain/case/proposal';
import { advance } from '../../../domain/forecast/world';
import { major, notified, planTo } from './major-scenes';
import { NOW } from './second-scenes';
import { at } from './shanghai';
import { baihe } from './baihe-town';
import { served } from './given';
import { Play } from './play';

const proposing = (act: CaseProposalAct, fields: ProposalFields = {}): CaseCommand => ({
  type: 'propose',
  act,
  reason: '情况如此',
  attachmentIds: act === 'void' ? ['vgg-1'] : [],
  fields,
});

const control: ProposalFields = { scope: 'premises', measures: '停用', until: '2025-12-20', guardPersonId: 'ens' };

/** Time passes: what is due fires. */
const until = (play: Play, now: string): Play => {
  advance(play.world, now);
  play.now = now;
  return play;
};

const decisionClocks = (play: Play) =>
  play.file.deadlines
    .filter(({ clock, level, state }) => clock === 'decision' && level === 0 && state === 'armed')
    .map(({ ref, dueOn, addressee }) => ({ ref, dueOn, addressee }));

const tail = (play: Play, count: number) =>
  (play.world.caseEvents.get('c1') ?? []).slice(-count).map(({ type, body }) => ({ type, body }));

describe('a decision that is late', () => {
  it('is missed by the one unit, of which it is reminded, and goes to the next level in the same step', () => {
    const play = new Play().rectifying('2025-07-31').awaiting().passed();
    const proposalId = play.proposalId('close');
    expect(decisionClocks(play)).toEqual([{ ref: proposalId, dueOn: '2025-07-04', addressee: 'unit:zhuanban' }]);
    until(play, at('2025-07-05T00:00'));
    expect(tail(play, 3)).toMatchObject([
      { type: 'deadline-missed', body: { clock: 'decision', addressee: 'unit:zhuanban' } },
      {
        type: 'rung-reached',
        body: { act: 'remind', clock: 'decision', level: 1, addressee: 'unit:zhuanban', proposalId },
      },
      { type: 'proposal-raised', body: { proposalId, to: { roles: ['L2'] }, why: 'expired' } },
    ]);
    expect(decisionClocks(play)).toEqual([{ ref: proposalId, dueOn: '2025-07-09', addressee: 'unit:baihe' }]);
  });

  it('leaves the others alone', () => {
    const play = new Play(baihe, NOW).registered().act('ofc', proposing('void'));
    play.act('vgg', proposing('impose-control', control), at('2025-12-03T09:00'));
    until(play, at('2025-12-04T00:00'));
    expect(play.file.proposals.map(({ act, raised, steps }) => [act, raised, steps[0]?.roles])).toEqual([
      ['void', 1, ['L2']],
      ['impose-control', 0, ['L2']],
    ]);
    const [voiding, controlling] = play.file.proposals;
    expect(decisionClocks(play)).toEqual([
      { ref: controlling?.proposalId, dueOn: '2025-12-05', addressee: 'unit:baihe' },
      { ref: voiding?.proposalId, dueOn: '2025-12-08', addressee: 'unit:baihe' },
    ]);
  });

  it('stays with L2 where L1 stands in a conflict and nobody is above him', () => {
    const play = new Play().graded().act('ofc', {
      type: 'assign',
      leadUnitId: 'chengyun',
      responsibleUnitId: 'meiqiao',
      coUnitIds: [],
    });
    // L1 has assigned it: he does not close it (3.3).
    for (const part of play.file.parts) if (part.act === 'assign') Object.assign(part, { personId: 'l1', role: 'L1' });
    play.act('vgm', { type: 'accept-assignment' }).act('ldc', {
      type: 'issue-notice',
      paperType: 'tishi',
      issuerUnitId: 'chengyun',
      requirements: '请整改',
      dueOn: '2025-07-31',
    });
    play
      .act('ldc', served(play.file.papers[0]?.documentId ?? '', play.now))
      .awaiting()
      .passed();
    until(play, at('2025-07-05T00:00'));
    expect(play.file.proposals).toMatchObject([{ act: 'close', steps: [{ roles: ['L2'] }] }]);
    until(play, at('2025-08-20T00:00'));
    expect(play.file.proposals).toMatchObject([{ act: 'close', steps: [{ roles: ['L2'] }] }]);
    expect(decisionClocks(play)).toHaveLength(1);
    expect(play.decide('l2', 'close').file.status).toBe('watching');
  });

  it('of a department of the district stays with it, with a new clock each time', () => {
    const play = new Play(baihe, NOW).registered().act(
      'ldc',
      proposing('confirm-major', {
        domain: 'fire',
        hazardType: major().file.hazardType,
        clauseId: major().file.clauseId ?? '',
        subjectIds: ['s1'],
        control: { notNeeded: '现场无人' },
      }),
    );
    const proposalId = play.proposalId('confirm-major');
    until(play, at('2025-12-04T00:00'));
    expect(play.types()).not.toContain('proposal-raised');
    expect(play.file.proposals).toMatchObject([
      { steps: [{ roles: ['DS'] }], raised: 0, decideBy: at('2025-12-09T00:00') },
    ]);
    expect(decisionClocks(play)).toEqual([{ ref: proposalId, dueOn: '2025-12-08', addressee: 'unit:qu-xiaofang' }]);
    until(play, at('2025-12-09T00:00'));
    expect(decisionClocks(play)).toEqual([{ ref: proposalId, dueOn: '2025-12-11', addressee: 'unit:qu-xiaofang' }]);
  });

  it('that leader or department may take goes to the town’s first leader', () => {
    const play = major().act('ofc', proposing('impose-control', control));
    until(play, at('2025-12-04T00:00'));
    const proposal = play.file.proposals.find(({ act }) => act === 'impose-control');
    expect(proposal).toMatchObject({ steps: [{ roles: ['L1'] }], above: [], raised: 1 });
  });

  it('keeps the steps that follow', () => {
    const play = major().act('ofc', proposing('void'));
    until(play, at('2025-12-04T00:00'));
    const proposal = play.file.proposals.find(({ act }) => act === 'void');
    expect(proposal?.steps).toMatchObject([{ roles: ['L2'] }, { roles: ['DS'] }]);
    expect(proposal?.above).toEqual([{ roles: ['L1'] }]);
  });

  it('on a plan runs again with the same unit: nobody else reviews it', () => {
    const play = notified().act('enm', planTo('2026-01-30'));
    expect(decisionClocks(play)).toEqual([{ ref: 'plan', dueOn: '2025-12-03', addressee: 'unit:qu-xiaofang' }]);
    until(play, at('2025-12-04T00:00'));
    expect(decisionClocks(play)).toEqual([{ ref: 'plan', dueOn: '2025-12-08', addressee: 'unit:qu-xiaofang' }]);
    const reminded = (play.world.caseEvents.get('c1') ?? []).flatMap(({ type, body }) =>
      type === 'rung-reached' && 'clock' in body && body.clock === 'decision' ? [body] : [],
    );
    expect(reminded).toMatchObject([{ act: 'remind', level: 1, addressee: 'unit:qu-xiaofang', proposalId: 'plan' }]);
    expect(play.types()).not.toContain('proposal-raised');
  });
});

describe('what is still open when a case ends', () => {
  it('is withdrawn by the system, with its clocks, when the case is unfounded', () => {
    const play = new Play(baihe, NOW).registered().act('vgg', proposing('impose-control', control));
    play.act('ofc', proposing('void')).decide('ofd', 'void');
    expect(play.file).toMatchObject({ status: 'void', proposals: [], deadlines: [] });
    expect((play.world.caseEvents.get('c1') ?? []).at(-1)).toMatchObject({
      type: 'proposal-withdrawn',
      actor: { kind: 'system' },
      body: { reason: 'case-void' },
    });
  });

  it('keeps the look-back where a pack has one, and archives at once where it has none', () => {
    const play = new Play();
    Object.assign(play.world, { policy: { ...play.world.policy, watch: [] } });
    play.closed();
    expect(play.types().slice(-2)).toEqual(['closed', 'archived']);
    expect(play.file).toMatchObject({ status: 'archived', deadlines: [] });
    expect((play.world.caseEvents.get('c1') ?? []).at(-1)?.body).toMatchObject({
      contents: play.file.version - 1,
    });
  });
});

describe('what a relapsed case remembers of its escalations', () => {
  it('each once a cycle', () => {
    const play = new Play().rectifying('2025-07-22');
    until(play, '2025-07-26T01:00:00.000Z');
    play.awaiting().passed().decide('ofd', 'close');
    until(play, at('2025-08-15T09:00'));
    play.act('vgg', { type: 'record-watch-visit', result: 'found-again', attachmentIds: ['vgg-1'] });
    play.decide('ofd', 'relapse');
    until(play, at('2025-09-30T09:00'));
    const links = play.file.escalations.map(({ act, cycle }) => `${act} ${String(cycle)}`);
    expect(links).toContain('supervise 1');
    expect(links).toContain('supervise 2');
    const ids = play.file.escalations.map(({ escalationId, cycle }) => `${escalationId} ${String(cycle)}`);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
