import { lookupsIn } from '../../../domain/forecast/lookups';
import { tellingsOfEscalation } from '../../../domain/escalation/tellings';
import { proposingMajor } from '../case/major-scenes';
import { absence, at, CRITICISED, DUE, NO_SHOW, Scene, SUPERVISED, TALKED } from './scene';

const withdrawal = (scene: Scene, act: 'interview' | 'circular') => {
  const proposalId = scene.the(act).proposals[0]?.proposalId ?? 'none';
  return { type: 'withdraw-proposal', proposalId, reason: '已沟通' } as const;
};

const byHand = (): Scene => {
  const scene = new Scene().rectifying(DUE);
  if (scene.open('ldc', 'interview')) throw new Error('refused');
  return scene;
};

describe('a decision on an escalation', () => {
  it('approves it with a numbered paper, meets its clock and owes the sitting', () => {
    const scene = new Scene().summoned();
    expect(scene.told('interview').slice(-2)).toEqual(['proposal-decided', 'approved']);
    expect(scene.the('interview').papers).toMatchObject([{ type: 'yuetan-tongzhi', state: 'issued' }]);
    expect(scene.the('interview').deadlines.filter(({ level }) => level === 0)).toMatchObject([
      { clock: 'interview-held', addressee: 'unit:chengyun', dueOn: '2025-08-05' },
    ]);
  });

  it('rejects it for good: no paper, no clock', () => {
    const scene = new Scene().talked();
    scene.give('l2', 'interview', scene.deciding('interview', 'reject'));
    expect(scene.the('interview')).toMatchObject({ status: 'rejected', papers: [], deadlines: [], proposals: [] });
    expect(scene.ask('l2', 'interview', scene.deciding('interview'))).toMatchObject({ reason: 'proposal-not-open' });
  });

  it('is of the level whose turn it is, never of the proposer or the talked-to', () => {
    expect(new Scene().talked().ask('ofd', 'interview', new Scene().talked().deciding('interview'))).toMatchObject({
      code: 'forbidden',
      whoCan: ['L2'],
    });
    const scene = new Scene({ posts: [{ ...headOf('l2') }] }).talked();
    expect(scene.the('interview').proposals[0]?.steps).toEqual([{ roles: ['L1'] }]);
    expect(scene.told('interview')).toContain('proposal-raised');
  });

  it('goes up at once when the last who might decide it has lost his post', () => {
    const scene = new Scene().talked();
    for (const post of scene.world.directory.posts) if (post.role === 'L2') post.to = '2025-07-01';
    scene.give('l1', 'interview', scene.deciding('interview'));
    expect(scene.told('interview')).toEqual(expect.arrayContaining(['rung-reached', 'proposal-raised', 'approved']));
  });

  it('is refused as overtaken where every case has been closed in the meantime', () => {
    const scene = byHand();
    const file = scene.the('interview');
    scene.awaiting().passed().decide('ofd', 'close');
    // As a file that missed the leaving: the decision asks the facts of its own day.
    scene.world.escalations.set(file.escalationId, file);
    expect(scene.ask('l2', 'interview', scene.deciding('interview'))).toMatchObject({ reason: 'overtaken' });
    scene.give('l2', 'interview', scene.deciding('interview', 'reject'));
  });

  it('on a circular is L1’s where a case is 重大, also where it became so after the proposal', () => {
    const scene = new Scene().criticised();
    scene.give('ofc', 'circular', { type: 'hear-company', statement: '无异议', heardAt: CRITICISED });
    const file = scene.file;
    scene.world.cases.set('c1', { ...file, grade: 'major' });
    expect(scene.ask('l2', 'circular', scene.deciding('circular'))).toMatchObject({ whoCan: ['L1'] });
    scene.give('l1', 'circular', scene.deciding('circular'));
  });

  it('on a circular goes to L1 when one of its cases becomes 重大, with the clock: he finds it and decides it', () => {
    const scene = new Scene().criticised();
    scene.act('ldc', proposingMajor('exit-blocked', 'gb35181-2017')).decide('ds1', 'confirm-major');
    const file = scene.the('circular');
    expect(file.proposals[0]?.steps).toEqual([{ roles: ['L1'] }]);
    expect(scene.told('circular').filter((type) => type === 'proposal-raised')).toHaveLength(1);
    expect(file.deadlines).toMatchObject([{ clock: 'decision', addressee: 'unit:baihe', state: 'armed' }]);
    scene.give('ofc', 'circular', { type: 'hear-company', statement: '无异议', heardAt: CRITICISED });
    expect(scene.ask('l2', 'circular', scene.deciding('circular'))).toMatchObject({ whoCan: ['L1'] });
    scene.give('l1', 'circular', scene.deciding('circular'));
  });

  it('leaves a talk with L2, and what is decided already alone, when a case becomes 重大', () => {
    const scene = new Scene().criticised();
    scene.give('ofc', 'circular', { type: 'hear-company', statement: '无异议', heardAt: CRITICISED });
    scene.give('l2', 'circular', scene.deciding('circular'));
    const before = [...scene.told('circular'), ...scene.told('interview')];
    scene.act('ldc', proposingMajor('exit-blocked', 'gb35181-2017')).decide('ds1', 'confirm-major');
    expect([...scene.told('circular'), ...scene.told('interview')]).toEqual(before);
  });

  it('on the circular that follows an absence is L1’s where the case became 重大 after the talk was proposed', () => {
    const scene = new Scene().summoned();
    scene.act('ldc', proposingMajor('exit-blocked', 'gb35181-2017')).decide('ds1', 'confirm-major');
    scene.give('ldc', 'interview', absence, NO_SHOW);
    expect(scene.the('circular').proposals[0]?.steps).toEqual([{ roles: ['L1'] }]);
  });

  it('on a circular that a 重大 joins goes to L1 at once', () => {
    const scene = new Scene().rectifying(DUE);
    scene.open('ofc', 'circular', { hostUnitId: 'zhuanban' });
    scene.another('c2', 'rectifying');
    const second = scene.world.cases.get('c2');
    if (second) scene.world.cases.set('c2', { ...second, grade: 'major' });
    scene.until(CRITICISED);
    expect(scene.told('circular')).toEqual(expect.arrayContaining(['case-joined', 'proposal-raised']));
    expect(scene.the('circular').proposals[0]?.steps).toEqual([{ roles: ['L1'] }]);
  });

  it('that comes too late goes up, and the clock of L1 repeats', () => {
    const scene = new Scene().talked().until(at('2025-08-20T10:00'));
    const told = scene.told('interview');
    expect(told.filter((type) => type === 'deadline-missed').length).toBeGreaterThan(3);
    expect(told.filter((type) => type === 'proposal-raised')).toHaveLength(1);
    expect(scene.the('interview').proposals[0]?.steps).toEqual([{ roles: ['L1'] }]);
    expect(scene.the('interview').deadlines).toMatchObject([{ clock: 'decision', state: 'armed' }]);
    expect(scene.ask('l2', 'interview', scene.deciding('interview'))).toMatchObject({ whoCan: ['L1'] });
    scene.give('l1', 'interview', scene.deciding('interview'));
  });
});

const headOf = (personId: string) => ({
  postId: `${personId}-ENm`,
  personId,
  role: 'ENm' as const,
  unitId: 'meiqiao',
  subjectId: 's1',
  from: '2020-01-01',
  to: null,
  certificate: null,
});

describe('taking an escalation back', () => {
  it('is its author’s, while it is undecided, and ends it', () => {
    const scene = byHand();
    scene.give('ldc', 'interview', withdrawal(scene, 'interview'));
    expect(scene.told('interview').slice(-2)).toEqual(['proposal-withdrawn', 'withdrawn']);
    expect(scene.the('interview')).toMatchObject({ status: 'withdrawn', proposals: [], deadlines: [] });
  });

  it('is nobody else’s, and nobody’s where a ladder proposed it', () => {
    const scene = byHand();
    expect(scene.ask('ldd', 'interview', withdrawal(scene, 'interview'))).toMatchObject({ reason: 'not-the-author' });
    const ladder = new Scene().talked();
    expect(ladder.ask('ofc', 'interview', withdrawal(ladder, 'interview'))).toMatchObject({
      code: 'forbidden',
      reason: 'not-the-author',
    });
  });

  it('comes too late once it is decided', () => {
    const scene = byHand();
    const late = withdrawal(scene, 'interview');
    scene.give('l2', 'interview', scene.deciding('interview'));
    expect(scene.ask('ldc', 'interview', late)).toMatchObject({ reason: 'proposal-not-open' });
  });
});

describe('opening an escalation by hand', () => {
  it('is a proposal with its cases as they stand, which somebody else decides', () => {
    const scene = byHand();
    expect(scene.told('interview')).toEqual(['escalation-opened', 'case-joined', 'proposal-opened']);
    expect(scene.the('interview')).toMatchObject({
      byLadder: false,
      proposedBy: { personId: 'ldc' },
      cases: [{ caseId: 'c1', cycle: 1, major: false }],
    });
  });

  it('is of the office and of lead units', () => {
    for (const other of ['vgm', 'enm', 'efh', 'l2', 'au'])
      expect(new Scene().rectifying(DUE).open(other, 'interview')).toMatchObject({
        code: 'forbidden',
        whoCan: ['OFc', 'OFd', 'LDc', 'LDd'],
      });
  });

  it('names cases, all of this town and none that has ended', () => {
    const scene = new Scene().closed();
    const pointer = '/caseIds/0';
    expect(scene.open('ldc', 'interview', { cases: [] })).toMatchObject({ reason: 'cases-missing' });
    expect(scene.open('ldc', 'interview')).toMatchObject({ reason: 'case-ended', pointer });
    const unknown = { cases: [{ caseId: 'ghost', cycle: 1, major: false }] };
    expect(scene.open('ldc', 'interview', unknown)).toMatchObject({ reason: 'case-unknown', pointer });
    expect(scene.world.escalations.size).toBe(0);
  });

  it('of a 督办 is decided by the head of the office, not by the clerk', () => {
    const scene = new Scene().rectifying(DUE);
    scene.open('ldc', 'supervise');
    expect(scene.ask('ofc', 'supervise', scene.deciding('supervise'))).toMatchObject({ whoCan: ['OFd'] });
    scene.give('ofd', 'supervise', scene.deciding('supervise'));
    expect(scene.the('supervise')).toMatchObject({ status: 'approved', papers: [{ type: 'duban' }] });
  });
});

describe('an escalation of a ladder', () => {
  it('is a 督办 without a decision, ended with its day, then a proposal of a talk and of a circular', () => {
    const scene = new Scene().rectifying(DUE).until(SUPERVISED);
    expect(scene.the('supervise')).toMatchObject({ status: 'approved', proposedBy: { kind: 'system' } });
    scene.until(TALKED);
    expect(scene.the('supervise').status).toBe('completed');
    expect(scene.the('interview')).toMatchObject({ status: 'proposed', byLadder: true, hostUnitId: 'chengyun' });
  });
});

describe('an escalation that the system has withdrawn', () => {
  it('tells who comes to decide it what has changed', () => {
    const scene = byHand();
    const late = scene.deciding('interview');
    scene.awaiting().passed().decide('ofd', 'close');
    const refusal = scene.ask('l2', 'interview', late);
    expect(refusal).toMatchObject({ code: 'illegal-transition', reason: 'overtaken' });
    expect(refusal?.message).toContain('所涉隐患均已办结');
  });
});

describe('who proposed an escalation', () => {
  it('is told when the system withdraws it, and nobody else is taken for him', () => {
    const scene = byHand();
    scene.awaiting().passed().decide('ofd', 'close');
    const file = scene.the('interview');
    const { world, now } = scene;
    const actor = { personId: 'system', posts: [], aliases: [] };
    const context = { ...world, streamId: 'escalation:x', now, actor, lookups: lookupsIn(world, null) };
    const last = (world.escalationEvents.get(file.escalationId) ?? []).at(-1);
    if (last?.type !== 'withdrawn') throw new Error('not withdrawn');
    const [told] = tellingsOfEscalation(file, { ...last, signer: last.actor }, context);
    expect(told?.personIds).toEqual(expect.arrayContaining(['ldc', 'enm']));
    expect(told?.personIds).not.toContain('l2');
  });
});
