import {
  decidedProposals,
  lapsedAsk,
  openedProposal,
  raisedProposals,
  repeatedProposals,
  toldNobodyHome,
  waitingProposal,
  withdrawnProposal,
} from '../../../domain/case/fold-proposals';
import type { Ask } from '../../../domain/case/file';
import type { Proposal } from '../../../domain/case/proposal';
import { decisionKeys } from '../../../domain/people/candidates';
import { readerKey } from '../../../domain/people/reading';
import { SYSTEM, type Arm, type Signer } from '../../../domain/stream';
import { Play } from './play';

const at = '2025-12-01T01:00:00.000Z';
const by: Signer = { kind: 'person', personId: 'ofc', post: { role: 'OFc', unitId: 'zhuanban' } };
const leaders = { roles: ['L2'] } as const;

const arm = (more: Partial<Arm> = {}): Arm =>
  ({
    clock: 'decision',
    level: 0,
    deadlineId: 'decision:1:2',
    dueAt: '2025-12-04T16:00:00.000Z',
    dueOn: '2025-12-04',
    addressee: 'unit:baihe',
    ...more,
  }) as Arm;
/** A look ahead of the same clock, and another clock: neither is when it is to be decided. */
const others = [arm({ level: 1, deadlineId: 'look' }), arm({ clock: 'co-sign', deadlineId: 'other' })];

const opening = (proposalId: string, arms?: Arm[]): Proposal =>
  openedProposal({
    at,
    actor: by,
    body: {
      proposalId,
      act: 'void',
      reason: '不属实',
      steps: [{ roles: ['OFd'] }, { roles: ['DS'] }],
      above: [{ roles: ['L2'] }, { roles: ['L1'] }],
      data: {},
      ...(arms === undefined ? {} : { arms }),
    },
  });
const two = (): Proposal[] => [
  opening('p1', [arm({ deadlineId: 'first' })]),
  opening('p2', [arm({ deadlineId: 'second' })]),
];
const [p1, p2] = two() as [Proposal, Proposal];

describe('a proposal as its events leave it', () => {
  it('is to be decided by the clock that its opening arms, not by a look ahead or another clock', () => {
    expect(opening('p1', [...others, arm()])).toMatchObject({
      decideBy: arm().dueAt,
      deadlineId: 'decision:1:2',
      openedAt: at,
      by,
      decisions: [],
      raised: 0,
    });
  });

  it('has no clock where its opening arms none: it was due at once', () => {
    expect(opening('p1')).toMatchObject({ decideBy: at, deadlineId: '' });
    expect(opening('p1', others)).toMatchObject({ decideBy: at, deadlineId: '' });
  });

  it('goes on to its next step with the decision of the one before, and leaves the others', () => {
    const body = { proposalId: 'p1', decision: 'approve', opinion: '同意', final: false, arms: [arm()] } as const;
    expect(decidedProposals(two(), { at, actor: by, body: { ...body, arms: [...body.arms] } })).toEqual([
      {
        ...p1,
        steps: [{ roles: ['DS'] }],
        decisions: [{ by, decision: 'approve', opinion: '同意', at }],
        decideBy: arm().dueAt,
        deadlineId: 'decision:1:2',
      },
      p2,
    ]);
    expect(decidedProposals(two(), { at, actor: by, body: { ...body, arms: [], final: true } })).toEqual([p2]);
  });

  it('is raised to one level, which takes the place of its step, and of all steps where it is told what follows', () => {
    const to = { roles: ['L2'] } as Proposal['steps'][number];
    const raised = { ...p1, steps: [to, { roles: ['DS'] }], above: [{ roles: ['L1'] }], raised: 1, nobodyHome: false };
    expect(raisedProposals(two(), { proposalId: 'p1', to }, undefined)).toEqual([raised, p2]);
    expect(raisedProposals(two(), { proposalId: 'p1', to, arms: [...others, arm()] }, [])).toEqual([
      { ...raised, steps: [to], decideBy: arm().dueAt, deadlineId: 'decision:1:2' },
      p2,
    ]);
  });

  it('says that nobody is there to decide it, until it is raised', () => {
    const told = toldNobodyHome(two(), 'p1');
    expect(told).toEqual([{ ...p1, nobodyHome: true }, p2]);
    expect(toldNobodyHome(two(), undefined)).toEqual(two());
    const to = { roles: ['L2'] } as Proposal['steps'][number];
    expect(raisedProposals(told, { proposalId: 'p1', to }, undefined)[0]?.nobodyHome).toBe(false);
  });

  it('whose clock runs again is to be decided by the new one, it alone', () => {
    expect(repeatedProposals(two(), [...others, arm({ ref: 'p2' })])).toEqual([
      p1,
      { ...p2, decideBy: arm().dueAt, deadlineId: 'decision:1:2' },
    ]);
    for (const arms of [undefined, [], [arm({ ref: 'p2', level: 1 })], [arm({ ref: 'p2', clock: 'co-sign' })]])
      expect(repeatedProposals(two(), arms)).toEqual(two());
  });

  it('waits, and no longer: then until the instant that is left', () => {
    expect(waitingProposal(two(), { proposalId: 'p1' }, true)).toEqual([{ ...p1, waiting: true }, p2]);
    expect(waitingProposal(two(), { proposalId: 'p1', resumes: [{ dueAt: arm().dueAt }] }, false)).toEqual([
      { ...p1, waiting: false, decideBy: arm().dueAt },
      p2,
    ]);
    expect(waitingProposal(two(), { proposalId: 'p1', resumes: [] }, false)[0]?.decideBy).toBe(p1.decideBy);
  });
});

describe('what is taken off the table', () => {
  const whole = new Play().rectifying().file;
  const earlier = { id: 'p0', command: 'close', asked: [] };

  it('by its author is gone; by the system it is remembered with who was to decide it', () => {
    const file = { ...whole, proposals: two(), overtaken: [earlier] };
    expect(withdrawnProposal(file, by, { proposalId: 'p1' })).toEqual({ proposals: [p2], overtaken: [earlier] });
    expect(withdrawnProposal(file, SYSTEM, { proposalId: 'p1' })).toEqual({
      proposals: [p2],
      overtaken: [earlier, { id: 'p1', command: 'void', asked: decisionKeys({ roles: ['OFd'] }) }],
    });
    const stepless = { ...file, proposals: [{ ...p1, steps: [] }] };
    expect(withdrawnProposal(stepless, SYSTEM, { proposalId: 'p1' }).overtaken[1]).toMatchObject({ asked: [] });
    expect(decisionKeys(leaders as unknown as Proposal['steps'][number])).not.toEqual(decisionKeys({ roles: ['OFd'] }));
  });

  it('of what waits for a second person is remembered where it was overtaken', () => {
    const ask = (askId: string): Ask => ({ askId, coActorId: 'efo2', command: { type: 'propose' } }) as unknown as Ask;
    const file = { ...whole, asks: [ask('a1'), ask('a2')], overtaken: [earlier] };
    expect(lapsedAsk(file, { askId: 'a1', why: 'overtaken' })).toEqual({
      asks: [ask('a2')],
      overtaken: [earlier, { id: 'a1', command: 'propose', asked: [readerKey.asked('efo2')] }],
    });
    expect(lapsedAsk(file, { askId: 'a1', why: 'expired' })).toEqual({ asks: [ask('a2')], overtaken: [earlier] });
  });
});
