import { aPost } from './a-post';
import { mayPropose } from '../../domain/case/act-gate';
import { deadState } from '../../verification/simulation/dead-state';
import { COMMANDS, DIRECT, isDirect, type CaseCommand, type CaseCommandType } from '../../domain/case/commands';
import { isEnded, type CaseFile } from '../../domain/case/file';
import { gate } from '../../domain/case/gate';
import type { CaseProposalAct } from '../../domain/case/proposal';
import { caseModule } from '../../domain/case/module';
import { civilDateOf } from '../../domain/clock/civil';
import { plusMs } from '../../domain/clock/instant';
import type { AttachmentFact, Context } from '../../domain/context';
import { nextDue } from '../../domain/deadlines';
import type { EscalationCommand } from '../../domain/escalation/commands';
import { isEscalationEnded, type EscalationFile } from '../../domain/escalation/file';
import { lookupsIn } from '../../domain/forecast/lookups';
import { actOnCase, actOnEscalation, advance, createWorld, type World } from '../../domain/forecast/world';
import { postsOf, type Directory } from '../../domain/people/directory';
import type { Pack } from '../../domain/policy/pack';
import { BODIES, bodiesOf } from '../../verification/simulation/bodies';
import { createDice, type Dice } from '../../verification/simulation/dice';
import type { Scene } from '../../verification/simulation/scene';
import { partsOf } from '../unit/case/baihe-town';
import { aReport } from '../unit/case/given';
import { aPhoto, shoot } from '../unit/case/shots';

const START = '2025-08-01T01:00:00.000Z';
const HOUR = 3_600_000;

/** One random life and what stood still in it. */
export interface Life {
  dead: { after: string; why: string }[];
  /** What was done, in order: who, what, and a refusal's reason. */
  story: string[];
  done: Set<string>;
  /** Kinds of command that somebody gave, whatever became of it. */
  tried: Set<string>;
  refused: number;
  statuses: Set<string>;
}

const certificate = { number: '沪0009', validFrom: '2020-01-01', validTo: '2030-12-31' };

/** Towns that are staffed differently: full, as in the demo, without one level or the other, with people who leave. */
const staffings: ((directory: Directory, dice: Dice) => Directory)[] = [
  (directory) => ({
    ...directory,
    posts: [
      ...directory.posts,
      aPost('ds3', 'DS', 'qu-xiaofang', { certificate }),
      aPost('ds4', 'DS', 'qu-yingji', { certificate }),
      aPost('st1', 'ST', 'paichusuo', { certificate }),
      aPost('st2', 'ST', 'paichusuo', { certificate }),
      aPost('efo3', 'EFo', 'zhifa', { certificate }),
    ],
  }),
  (directory) => directory,
  (directory) => without(directory, ['ds1']),
  (directory) => without(directory, ['efo2', 'efh']),
  (directory) => without(directory, ['ofd', 'ofd2']),
  (directory) => without(directory, ['l2']),
  (directory) => without(directory, ['ens', 'enm', 'ow']),
  (directory, dice) => ({
    ...directory,
    posts: directory.posts.map((one) =>
      !['l1', 'ofc', 'ldc', 'ldd'].includes(one.personId) && dice.chance(0.2)
        ? { ...one, to: dice.pick(['2025-08-05', '2025-09-10', '2025-12-01']) ?? null }
        : one,
    ),
  }),
];

const without = (directory: Directory, personIds: string[]): Directory => ({
  ...directory,
  posts: directory.posts.filter(({ personId }) => !personIds.includes(personId)),
});

/** Steps that go on with the life; the others are drawn less often. */
const MAIN: CaseCommandType[] = [
  'verify',
  'grade',
  'assign',
  'accept-assignment',
  'issue-notice',
  'record-service',
  'file-plan',
  'decide-plan',
  'request-recheck',
  'start-recheck',
  'record-recheck',
  'record-watch-visit',
  'decide-proposal',
  'co-sign',
];

const isCommand = (type: string): type is CaseCommandType => type in BODIES;
/** Every command there is; a new one is drawn as well. */
export const TYPES: CaseCommandType[] = [
  ...DIRECT.map(({ type }) => type),
  'propose',
  'decide-proposal',
  'withdraw-proposal',
  'co-sign',
].filter(isCommand);

const shuffled = <T>(list: readonly T[], dice: Dice): T[] => {
  const rest = [...list];
  const out: T[] = [];
  while (rest.length > 0) out.push(...rest.splice(dice.below(rest.length), 1));
  return out;
};

/** One life after another from a seed, in a town of its own. */
export const playLife = (pack: Pack, seed: number, steps = 30): Life => {
  const dice = createDice(seed);
  const parts = partsOf(pack);
  const staff = staffings[dice.below(staffings.length)];
  const directory = staff === undefined ? parts.directory : staff(parts.directory, dice);
  const world = createWorld({ ...parts, attachments: [...parts.attachments], directory });
  const life: Life = { dead: [], story: [], done: new Set(), tried: new Set(), refused: 0, statuses: new Set() };
  const persons = [...new Set(directory.posts.map(({ personId }) => personId))];
  const caseIds = dice.chance(0.2) ? ['c1', 'c2', 'c3'] : ['c1'];
  // Some lives are bent on an act that few would come to by chance.
  const bent = dice.pick<CaseProposalAct | undefined>(['confirm-major', 'statutory-order', undefined, undefined]);
  let now = START;

  const check = (after: string): void => {
    for (const [caseId, file] of world.cases) {
      life.statuses.add(file.status);
      const taken = world.attachments.length;
      const why = deadState(file, contextIn(world, file, now, 'nobody'), (who, types) =>
        bodiesOf(sceneOf(world, caseId, who, now), types),
      );
      world.attachments.length = taken;
      if (why !== null) life.dead.push({ after, why: `${caseId} ${why}` });
    }
  };
  const tell = (who: string, command: { type: string }, reason: string | undefined): void => {
    const what = nameOf(command);
    life.tried.add(command.type);
    life.story.push(`${now} ${who} ${what}${reason === undefined ? '' : ` refused: ${reason}`}`);
    if (reason === undefined) life.done.add(what);
    else life.refused += 1;
  };

  for (const caseId of caseIds) {
    const report = aReport({ foundAt: now });
    shoot(world, report, now);
    actOnCase(world, caseId, 'vgg', report, now);
  }
  for (let count = 0; count < steps && life.dead.length === 0; count += 1) {
    now = laterThan(now, world, dice);
    advance(world, now);
    check(`${now} the clocks`);
    const caseId = dice.pick(caseIds) ?? 'c1';
    const escalation = openEscalation(world, dice);
    if (escalation !== undefined && dice.chance(0.25)) {
      const who = dice.pick(persons) ?? 'l2';
      const command = onEscalation(escalation, who, now, dice);
      const refusal = actOnEscalation(world, escalation.escalationId, who, command, now);
      tell(who, command, refusal?.reason);
    } else {
      const chosen = choose({ world, caseId, now, persons, bent }, dice);
      if (chosen === undefined) continue;
      const refusal = actOnCase(world, caseId, chosen.who, chosen.command, now);
      tell(chosen.who, chosen.command, refusal?.reason);
    }
    check(life.story.at(-1) ?? '');
  }
  return life;
};

const nameOf = (command: { type: string } | CaseCommand): string => {
  if ('act' in command) return `${command.type} ${command.act}`;
  if ('decision' in command) return `${command.type} ${command.decision}`;
  return 'result' in command ? `${command.type} ${command.result}` : command.type;
};

/** Half of the time little passes, else until just after what comes next, or long. */
const laterThan = (now: string, world: World, dice: Dice): string => {
  const due = [...world.cases.values()].flatMap(({ deadlines }) => nextDue(deadlines)?.dueAt ?? []).sort()[0];
  const short = world.policy.acceptsPrintedDates ? HOUR : 500;
  if (due !== undefined && dice.chance(0.3)) return due > now ? due : now;
  const factor = dice.pick([0, 0, 0, 1, 1, 8, 30, 200, 900]) ?? 0;
  return plusMs(now, factor * short);
};

const sceneOf = (world: World, caseId: string, who: string, now: string): Scene => {
  const file = world.cases.get(caseId);
  if (file === undefined) throw new Error(`no case ${caseId}`);
  const { policy, directory, attachments } = world;
  const photo = (of = who): string => {
    const attachmentId = `${of}-p${String(attachments.length)}`;
    const taken = aPhoto(attachmentId, of, now);
    attachments.push(taken);
    pictures.set(attachmentId, taken);
    return attachmentId;
  };
  return { file, policy, directory, now, who, subjectIds: world.subjects.map(({ subjectId }) => subjectId), photo };
};

const contextIn = (world: World, file: CaseFile, now: string, who: string): Context => ({
  streamId: `case:${file.caseId}`,
  policy: world.policy,
  calendar: world.calendar,
  directory: world.directory,
  now,
  actor: { personId: who, posts: postsOf(world.directory, who, civilDateOf(now)), aliases: [] },
  // A picture is asked for often: found by its id, whether the case names it already or not.
  lookups: { ...lookupsIn(world, file), attachment: (id) => pictures.get(id) },
});

const pictures = new Map<string, AttachmentFact>();

interface Chance {
  world: World;
  caseId: string;
  now: string;
  persons: string[];
  bent: CaseProposalAct | undefined;
}

/** Mostly something that is taken, sometimes anything at all, most of which is refused. */
const choose = ({ world, caseId, now, persons, bent }: Chance, dice: Dice) => {
  const file = world.cases.get(caseId);
  if (file === undefined || isEnded(file)) return undefined;
  if (bent !== undefined && !file.proposals.some(({ act }) => act === bent) && dice.chance(0.5)) {
    for (const who of shuffled(persons, dice)) {
      const context = contextIn(world, file, now, who);
      if (mayPropose(file, context, bent) !== null) continue;
      const command = bodiesOf(sceneOf(world, caseId, who, now), ['propose']).find(
        (one) => one.type === 'propose' && one.act === bent && !('refusal' in caseModule.decide(file, one, context)),
      );
      if (command !== undefined) return { who, command };
    }
  }
  if (dice.chance(0.25)) {
    const who = dice.pick(persons) ?? 'ofc';
    const command = dice.pick(bodiesOf(sceneOf(world, caseId, who, now), [dice.pick(TYPES) ?? 'add-note']));
    return command && { who, command };
  }
  const types = dice.chance(0.65) ? shuffled(MAIN, dice) : shuffled(TYPES, dice);
  for (const type of types) {
    for (const who of shuffled(persons, dice)) {
      const taken = world.attachments.length;
      const context = contextIn(world, file, now, who);
      if (!mayTry(file, context, type)) continue;
      for (const command of shuffled(bodiesOf(sceneOf(world, caseId, who, now), [type]), dice)) {
        if (!('refusal' in caseModule.decide(file, command, context))) return { who, command };
      }
      world.attachments.length = taken;
    }
  }
  return undefined;
};

/** What the gate refuses needs no bodies. */
const mayTry = (file: CaseFile, context: Context, type: CaseCommandType): boolean => {
  const rule = isDirect(type) ? COMMANDS[type] : undefined;
  return rule === undefined || gate(rule, file, context) === null;
};

const openEscalation = (world: World, dice: Dice): EscalationFile | undefined =>
  dice.pick([...world.escalations.values()].filter((file) => !isEscalationEnded(file)));

const onEscalation = (file: EscalationFile, who: string, now: string, dice: Dice): EscalationCommand => {
  const proposalId = file.proposals[0]?.proposalId ?? 'none';
  const commands: EscalationCommand[] = [
    { type: 'decide-proposal', proposalId, decision: 'approve', opinion: '同意' },
    { type: 'decide-proposal', proposalId, decision: 'reject', opinion: '退回' },
    { type: 'hold-interview', heldAt: now, hostPersonId: who, attendees: ['王某'] },
    { type: 'record-absence', reason: '已送达通知，未到', scheduledAt: now, attachmentIds: [] },
    { type: 'file-minutes', text: '纪要', attachmentIds: [] },
    { type: 'file-interview-report', text: '报告', attachmentIds: [] },
    { type: 'hear-company', statement: '无异议', heardAt: now },
    { type: 'publish', channel: '公告栏' },
    { type: 'withdraw-circular', reason: '有误' },
    { type: 'withdraw-proposal', proposalId, reason: '另行' },
  ];
  return dice.pick(commands) ?? { type: 'publish', channel: '公告栏' };
};
