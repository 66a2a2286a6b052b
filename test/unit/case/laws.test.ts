import fc from 'fast-check';
import { allowedCommands } from '../../../domain/case/allowed';
import type { CaseCommand } from '../../../domain/case/commands';
import { evolveCase } from '../../../domain/case/evolve';
import type { CaseFile } from '../../../domain/case/file';
import { settleCase } from '../../../domain/case/settle';
import { plusMs } from '../../../domain/clock/instant';
import { dueOnOf } from '../../../domain/clock/term';
import { dueBy } from '../../../domain/deadlines';
import { lookupsIn } from '../../../domain/forecast/lookups';
import { advance } from '../../../domain/forecast/world';
import { postsOf } from '../../../domain/people/directory';
import { baihe } from './baihe-town';
import { aReport, grading, requested, served } from './given';
import { Play } from './play';

const PEOPLE = [
  'vgg',
  'vgg2',
  'vgm',
  'ofc',
  'ofd',
  'ofd2',
  'ldc',
  'ldd',
  'ens',
  'enm',
  'efo1',
  'efo2',
  'efh',
  'ds1',
  'l2',
  'l1',
  'ru',
];

/** What a person might click, with bodies that fit the file as it stands. */
const clicks = (file: CaseFile): CaseCommand[] => [
  { type: 'verify', method: 'documents', finding: '属实' },
  grading,
  { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] },
  { type: 'accept-assignment' },
  { type: 'refuse-assignment', reason: '非本村' },
  { type: 'reassign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [], reason: '属地' },
  {
    type: 'issue-notice',
    paperType: 'xianqi-zhenggai-yijian',
    issuerUnitId: 'chengyun',
    requirements: '整改',
    dueOn: '2025-07-31',
  },
  served(file.papers.at(-1)?.documentId ?? 'none', '2025-07-01T02:00:00.000Z'),
  { type: 'report-progress', percent: 50, done: '部分', attachmentIds: [] },
  requested,
  { type: 'start-recheck' },
  {
    type: 'record-recheck',
    result: 'passed',
    findings: '合格',
    attachmentIds: ['ldc-1', 'efo1-1', 'ds1-1', 'ru-1', 'ldd-1', 'efo2-1'],
  },
  {
    type: 'record-recheck',
    result: 'failed',
    findings: '不合格',
    attachmentIds: ['ldc-1', 'efo1-1', 'ds1-1', 'ru-1', 'ldd-1', 'efo2-1'],
  },
  { type: 'fix-on-the-spot', attachmentIds: ['ldc-1', 'ldc-2'], subjectSignature: '王某' },
  { type: 'record-watch-visit', result: 'clean', attachmentIds: ['vgg-1'] },
  { type: 'record-watch-visit', result: 'found-again', attachmentIds: ['vgg-1'] },
  { type: 'propose', act: 'void', reason: '不属实', attachmentIds: ['vgg-1'], fields: {} },
  { type: 'propose', act: 'relapse', reason: '再现', attachmentIds: ['vgg-1'], fields: {} },
  ...file.proposals.flatMap((proposal): CaseCommand[] => [
    { type: 'decide-proposal', proposalId: proposal.proposalId, decision: 'approve', opinion: '同意' },
    {
      type: 'decide-proposal',
      proposalId: proposal.proposalId,
      decision: 'reject',
      opinion: '退回',
      returnTo: 'rectifying',
    },
  ]),
];

const step = fc.record({ person: fc.nat(), click: fc.nat(), hours: fc.constantFrom(0, 0, 0, 1, 30, 200, 2000) });

/** Plays random clicks; most are refused, some go through. Biased so that about half the runs get past the assignment. */
const playRandomly = (
  steps: { person: number; click: number; hours: number }[],
  from: 'reported' | 'accepted' | 'rectifying' | 'closed',
): Play => {
  const play = new Play(baihe, '2025-07-01T01:00:00.000Z');
  play[from]();
  for (const { person, click, hours } of steps) {
    const options = clicks(play.file);
    const command = options[click % options.length] ?? grading;
    play.attempt(PEOPLE[person % PEOPLE.length] ?? 'ofc', command, plusMs(play.now, hours * 3_600_000));
  }
  return play;
};

const starts = fc.constantFrom('reported' as const, 'accepted' as const, 'rectifying' as const, 'closed' as const);
const steps = fc.array(step, { minLength: 10, maxLength: 60 });

describe('over random clicks', () => {
  it('nobody ever closes what he re-checked, fixed, signed or assigned in that cycle', () => {
    let closings = 0;
    fc.assert(
      fc.property(steps, starts, (sequence, from) => {
        const play = playRandomly(sequence, from);
        for (const { cycle, by } of play.file.closures) {
          closings += 1;
          const others = play.file.parts.filter(
            (part) => part.cycle === cycle && ['recheck', 'rectify', 'sign-on-the-spot', 'assign'].includes(part.act),
          );
          expect(others.filter((part) => by.includes(part.personId))).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
    expect(closings).toBeGreaterThan(50);
  });

  it('folding the events again gives the row', () => {
    fc.assert(
      fc.property(steps, starts, (sequence, from) => {
        const play = playRandomly(sequence, from);
        const folded = (play.world.caseEvents.get('c1') ?? []).reduce<CaseFile | null>(evolveCase, null);
        expect(folded).toEqual(play.file);
        expect(folded?.version).toBe(play.types().length);
      }),
      { numRuns: 150 },
    );
  });

  it('a due deadline can always be settled, and once settled it is not due again', () => {
    fc.assert(
      fc.property(steps, starts, fc.nat({ max: 20_000 }), (sequence, from, hours) => {
        const play = playRandomly(sequence, from);
        const now = plusMs(play.now, hours * 3_600_000);
        advance(play.world, now);
        expect(dueBy(play.file.deadlines, now)).toEqual([]);
        const fires = (play.world.caseEvents.get('c1') ?? []).flatMap((event) => event.body.fires ?? []);
        expect(new Set(fires).size).toBe(fires.length);
      }),
      { numRuns: 150 },
    );
  });

  it('U-49: the day of every limit is told by its instant, in lists as in the case', () => {
    fc.assert(
      fc.property(steps, starts, (sequence, from) => {
        const { caseEvents, escalationEvents } = playRandomly(sequence, from).world;
        const events = [...caseEvents.values(), ...escalationEvents.values()].flat();
        const limits = events.flatMap(({ body: { arms = [], moves = [], resumes = [] } }) => [
          ...arms.filter(({ level }) => level === 0),
          ...[...moves, ...resumes].filter(({ deadlineId }) => deadlineId.split(':').length === 3),
        ]);
        expect(limits.filter(({ dueAt, dueOn }) => dueOnOf(dueAt) !== dueOn)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('settling late gives the same file as settling again', () => {
    fc.assert(
      fc.property(steps, starts, (sequence, from) => {
        const play = playRandomly(sequence, from);
        const { world, file } = play;
        const context = {
          streamId: 'case:c1',
          policy: world.policy,
          calendar: world.calendar,
          directory: world.directory,
          now: play.now,
          actor: { personId: 'system', posts: [], aliases: [] },
          lookups: lookupsIn(world, file),
        };
        expect(settleCase(file, context)).toEqual({ drafts: [], file });
      }),
      { numRuns: 100 },
    );
  });

  it('a button says no exactly when the command would be refused before its body is read', () => {
    const bodyless = {
      'accept-assignment': { type: 'accept-assignment' },
      'start-recheck': { type: 'start-recheck' },
    } as const;
    fc.assert(
      fc.property(steps, starts, fc.nat(), (sequence, from, who) => {
        const play = playRandomly(sequence, from);
        const person = PEOPLE[who % PEOPLE.length] ?? 'ofc';
        const { world, file } = play;
        const context = {
          streamId: 'case:c1',
          policy: world.policy,
          calendar: world.calendar,
          directory: world.directory,
          now: play.now,
          actor: { personId: person, posts: postsOf(world.directory, person, '2025-07-01'), aliases: [] },
          lookups: lookupsIn(world, file),
        };
        const buttons = allowedCommands(file, context);
        for (const [name, command] of Object.entries(bodyless)) {
          const shown = buttons.find((candidate) => candidate.command === name)?.allowed;
          expect(shown).toBe(play.attempt(person, command) === null);
          if (shown) return;
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('a report', () => {
  it('needs a post in the town', () => {
    expect(new Play().attempt('au', aReport())).toMatchObject({ code: 'forbidden' });
  });
});
