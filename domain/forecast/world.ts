import type { CaseCommand, ReportCommand } from '../case/commands';
import type { CaseEvent } from '../case/facts';
import type { CaseFile } from '../case/file';
import type { Calendar } from '../clock/calendar';
import { civilDateOf } from '../clock/civil';
import type { Instant } from '../clock/instant';
import type { AttachmentFact } from '../context';
import { nextDue } from '../deadlines';
import type { EscalationCommand, OpenEscalation } from '../escalation/commands';
import type { EscalationEvent } from '../escalation/facts';
import type { EscalationFile } from '../escalation/file';
import { MODULES } from '../modules';
import {
  orchestrate,
  type FoundStream,
  type StreamSession,
  type StreamsUnderWay,
  type UnitOfWork,
} from '../orchestrate';
import { postsOf, type Actor, type Directory, type Subject } from '../people/directory';
import type { Pack } from '../policy/pack';
import type { Refusal } from '../stream';
import {
  idOf,
  kindOf,
  streamIdOf,
  type QueuedCommands,
  type StreamCommand,
  type StreamEvent,
  type StreamFile,
} from '../stream-module';
import { lookupsIn } from './lookups';

/** What a world is made of: a pack, a calendar, a town with its subjects and the uploads people may refer to. */
export interface WorldParts {
  policy: Pack;
  calendar: Calendar;
  directory: Directory;
  subjects: Subject[];
  attachments: AttachmentFact[];
}

/** A town in memory: the same decisions as the record's, no database, no clock of its own. For forecasts, tests and simulation. */
export interface World extends WorldParts {
  cases: Map<string, CaseFile>;
  escalations: Map<string, EscalationFile>;
  caseEvents: Map<string, CaseEvent[]>;
  escalationEvents: Map<string, EscalationEvent[]>;
  counters: Map<string, number>;
}

export const createWorld = (parts: WorldParts): World => ({
  ...parts,
  cases: new Map(),
  escalations: new Map(),
  caseEvents: new Map(),
  escalationEvents: new Map(),
  counters: new Map(),
});

const NOBODY: Actor = { personId: 'system', posts: [], aliases: [] };

const actorOf = (world: World, personId: string, now: Instant): Actor => ({
  personId,
  posts: postsOf(world.directory, personId, civilDateOf(now)),
  aliases: [],
});

/** The maps of a kind; files and events of it alone are in them. */
const shelfOf = (world: World, streamId: string) =>
  (kindOf(streamId) === 'case'
    ? { files: world.cases, events: world.caseEvents }
    : { files: world.escalations, events: world.escalationEvents }) as {
    files: Map<string, StreamFile>;
    events: Map<string, StreamEvent[]>;
  };

const found = (world: World, streamId: string): FoundStream | null => {
  const { files, events } = shelfOf(world, streamId);
  const file = files.get(idOf(streamId));
  const last = events.get(idOf(streamId))?.at(-1);
  return file === undefined ? null : { lastSeq: file.version, lastAt: last?.at ?? '', file };
};

/** A town as a decision under way leaves it, for what its rules ask of escalations. */
const seen = (world: World, { latest }: StreamsUnderWay): World => {
  const escalations = [...world.escalations].map(([id, file]): [string, EscalationFile] => [
    id,
    (latest(streamIdOf('escalation', id)) as EscalationFile | null) ?? file,
  ]);
  return { ...world, escalations: new Map(escalations) };
};

const append = (world: World, { streamId, file, found: before, pending, now }: StreamSession): void => {
  if (file === null || pending.length === 0) return;
  const { files, events } = shelfOf(world, streamId);
  const made = pending.map(({ draft: { signer, ...draft }, cause }, index): StreamEvent => {
    const seq = (before?.lastSeq ?? 0) + index + 1;
    return { ...draft, streamId, seq, at: now, actor: signer, cause };
  });
  events.set(idOf(streamId), [...(events.get(idOf(streamId)) ?? []), ...made]);
  files.set(idOf(streamId), file);
};

/** Decides on one stream at an instant and keeps what follows; what it queued for others is carried out at once. */
const decideOn = (
  world: World,
  streamId: string,
  {
    command,
    actor,
    now,
    queued = [],
  }: { command: StreamCommand | null; actor: Actor; now: Instant; queued?: QueuedCommands[] },
): Refusal | null => {
  const { policy, calendar, directory } = world;
  const before = found(world, streamId);
  const decision: UnitOfWork = orchestrate({
    modules: MODULES,
    main: { streamId, found: before === null ? null : { ...before, queued }, command },
    now,
    cause: 'command',
    find: (id) => found(world, id),
    contextOf: (session) => ({ streamId: session.streamId, policy, calendar, directory, now: session.now, actor }),
    lookupsOf: ({ streamId: asker, file }, streams) =>
      lookupsIn(world, kindOf(asker) === 'case' ? (file as CaseFile | null) : null, {
        latest: () => seen(world, streams),
        caseNow: (id) => (streams.known(streamIdOf('case', id)) as CaseFile | null) ?? undefined,
      }),
    lastNumber: (scope) => world.counters.get(scope) ?? 0,
  });
  if (decision.refusal && decision.main.pending.length === 0 && decision.others.length === 0) return decision.refusal;
  for (const session of [decision.main, ...decision.others]) append(world, session);
  for (const [scope, n] of decision.numbers) world.counters.set(scope, n);
  for (const { streamId: other, ...queued } of decision.later) settleAt(world, other, now, [queued]);
  return decision.refusal;
};

const settleAt = (world: World, streamId: string, now: Instant, queued: QueuedCommands[] = []): void => {
  if (found(world, streamId)) decideOn(world, streamId, { command: null, actor: NOBODY, now, queued });
};

/** Settles one case at an instant. */
export const settleCaseAt = (world: World, caseId: string, now: Instant): void => {
  settleAt(world, streamIdOf('case', caseId), now);
};

/** Fires everything that is due up to an instant, each at its own due instant: a clock that is never late. */
export const advance = (world: World, until: Instant): void => {
  for (;;) {
    const streams = [
      ...[...world.cases].map(([id, file]) => ({ streamId: streamIdOf('case', id), file })),
      ...[...world.escalations].map(([id, file]) => ({ streamId: streamIdOf('escalation', id), file })),
    ];
    const [due] = streams
      .flatMap(({ streamId, file }) => {
        const at = nextDue(file.deadlines)?.dueAt;
        return at === undefined || at > until ? [] : [{ streamId, at }];
      })
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    if (due === undefined) return;
    settleAt(world, due.streamId, due.at);
  }
};

/** A command on a case at an instant; what was due before has fired. Returns the refusal, or null when it was recorded. */
export const actOnCase = (
  world: World,
  caseId: string,
  personId: string,
  command: CaseCommand | ReportCommand,
  now: Instant,
): Refusal | null => {
  advance(world, now);
  return decideOn(world, streamIdOf('case', caseId), { command, actor: actorOf(world, personId, now), now });
};

/** A command on an escalation at an instant. */
export const actOnEscalation = (
  world: World,
  id: string,
  personId: string,
  command: EscalationCommand | OpenEscalation,
  now: Instant,
): Refusal | null => {
  advance(world, now);
  return decideOn(world, streamIdOf('escalation', id), { command, actor: actorOf(world, personId, now), now });
};
