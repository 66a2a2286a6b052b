import { caseModule } from '../../domain/case/module';
import type { CaseCommand, ReportCommand } from '../../domain/case/commands';
import type { CaseDraft, CaseEnvelope } from '../../domain/case/facts';
import type { CaseFile } from '../../domain/case/file';
import { civilDateOf } from '../../domain/clock/civil';
import type { Context } from '../../domain/context';
import { postsOf, type Directory, type SubjectKind } from '../../domain/people/directory';
import type { Signer } from '../../domain/stream';
import { canonical } from '../../record/canonical';
import { directoryOf, rowsOf, text, textOrNull, whole, type Dump, type Log } from './check-dump';
import { openInterviewsAt } from './check-interviews';
import type { Command, Material, Violation } from './check-material';

/**
 * What an event or a draft says, without the numbers that only the door can give. The id of a paper ends with the seq of
 * its event, which an event that is not decided again shifts.
 */
const saidBy = (type: string, body: object, signer: Signer): string => {
  const isSystem = signer.kind === 'system';
  const plain = JSON.parse(JSON.stringify(body)) as Record<string, unknown>;
  for (const name of ['paper', 'number']) {
    const issue = plain[name];
    if (typeof issue !== 'object' || issue === null) continue;
    plain[name] = { ...issue, n: null, number: null, ...(isSystem ? { documentId: null } : {}) };
  }
  return canonical({ type, body: plain, signer });
};

const ofDrafts = (drafts: CaseDraft[]): string[] => drafts.map(({ type, body, signer }) => saidBy(type, body, signer));
const ofEvents = (events: CaseEnvelope[]): string[] => events.map(({ type, body, actor }) => saidBy(type, body, actor));

/** The count of late cases looks at other streams as they were then, so what it made is folded and not decided again. */
const isCounted = ({ type, body }: { type: string; body: object }): boolean =>
  type === 'rung-reached' && 'counted' in body && body.counted === true;

/** Answers to what the rules ask: registers from the dump, interviews and which escalation was joined from the logs. */
const lookupsFor = ({ dump, logs, earlier }: Replay, coming: CaseEnvelope[]): Context['lookups'] => ({
  subject: (subjectId) => {
    const row = rowsOf(dump, 'subject').find((one) => one['subject_id'] === subjectId);
    return (
      row && {
        subjectId,
        townId: text(row, 'town_id'),
        name: text(row, 'name'),
        kind: text(row, 'kind') as SubjectKind,
        unitId: textOrNull(row, 'unit_id'),
        placeUnitId: textOrNull(row, 'place_unit_id'),
        protectedPerson: whole(row, 'protected_person') === 1,
      }
    );
  },
  caseFile: () => undefined,
  nextNumber: () => 1,
  externalCase: () => undefined,
  attachment: (attachmentId) => {
    const row = rowsOf(dump, 'attachment').find((one) => one['attachment_id'] === attachmentId);
    return (
      row && {
        attachmentId,
        townId: text(row, 'town_id'),
        sha256: text(row, 'sha256'),
        uploadedBy: text(row, 'uploaded_by'),
        firstUploadedAt: text(row, 'uploaded_at'),
        usedHere: earlier.includes(`"${attachmentId}"`),
      }
    );
  },
  escalation: (act) => {
    const joined = coming.find((event) => event.type === 'rung-reached' && event.body.act === act && !isCounted(event));
    const escalationId = joined?.type === 'rung-reached' ? joined.body.escalationId : undefined;
    return { escalationId: escalationId ?? 'none', linked: false, fresh: false };
  },
  caseNow: () => undefined,
  lateCount: () => 0,
  lateCases: () => [],
  unitInterviews: () => 0,
  linkedEscalations: () => [],
  openInterviews: () => {
    const [first] = coming;
    return first === undefined ? 0 : openInterviewsAt(logs, first.streamId.slice('case:'.length), first.at);
  },
});

interface Replay {
  dump: Dump;
  logs: ReadonlyMap<string, Log>;
  directory: Directory;
  commands: Map<string, Command>;
  found: Violation[];
  /** The events of the log before the group that is looked at, as text. */
  earlier: string;
  /** Groups that were decided again. */
  replayed: number;
}

/** I5: every group of events is what the rules make of the command, or of what was due, at that point of the log. */
export const checkTransitions = (material: Material): { found: Violation[]; replayed: number } => {
  const { dump, owners } = material;
  const directories = new Map<string, Directory>();
  const found: Violation[] = [];
  let replayed = 0;
  for (const log of material.logs.values()) {
    if (!log.streamId.startsWith('case:')) continue;
    const [first] = log.events;
    const townId = first?.type === 'reported' ? first.body.townId : '';
    const directory = directories.get(townId) ?? directoryOf(dump, townId);
    directories.set(townId, directory);
    const replay: Replay = { dump, logs: material.logs, directory, commands: owners, found, earlier: '', replayed: 0 };
    replayCase(log, replay);
    replayed += replay.replayed;
  }
  return { found, replayed };
};

/** The events from a place on that belong to one command, or to one settling at one instant. */
const runFrom = (events: CaseEnvelope[], start: number): CaseEnvelope[] => {
  const first = events[start];
  if (first === undefined) return [];
  const isCommand = first.cause.startsWith('command:');
  const end = events.findIndex(
    (event, index) =>
      index > start &&
      (isCommand ? event.cause !== first.cause : event.at !== first.at || event.cause.startsWith('command:')),
  );
  return events.slice(start, end < 0 ? undefined : end);
};

const replayCase = ({ streamId, events: all }: Log, replay: Replay): void => {
  const events = all as CaseEnvelope[];
  let file: CaseFile | null = null;
  for (let start = 0; start < events.length;) {
    const run = runFrom(events, start);
    const [first] = run;
    if (first === undefined) return;
    const problem: string | null = first.cause.startsWith('command:')
      ? decideAgain(file, run, replay)
      : settleAgain(file, run, replay);
    if (problem !== null) replay.found.push({ invariant: 'I5', what: problem, stream: streamId, seq: first.seq });
    for (const event of run) file = caseModule.evolve(file, event);
    replay.earlier += JSON.stringify(run.map(({ body }) => body));
    start += run.length;
  }
};

const contextFor = (replay: Replay, file: CaseFile | null, run: CaseEnvelope[], personId: string): Context => {
  const { dump, directory } = replay;
  const [first] = run;
  const now = first?.at ?? '';
  const pinned = file?.policy ?? (first?.type === 'reported' ? first.body.policy : undefined);
  const policy = dump.packs.find(({ packId, version }) => packId === pinned?.packId && version === pinned.version);
  if (policy === undefined) throw new Error(`no pack ${pinned?.packId ?? '?'} in the dump`);
  return {
    streamId: first?.streamId ?? '',
    policy,
    calendar: dump.calendar,
    directory,
    now,
    actor: { personId, posts: postsOf(directory, personId, civilDateOf(now)), aliases: [] },
    lookups: lookupsFor(replay, run),
  };
};

const decideAgain = (file: CaseFile | null, run: CaseEnvelope[], replay: Replay): string | null => {
  const command = replay.commands.get(run[0]?.cause.slice('command:'.length) ?? '');
  const out = command?.sends[0]?.out;
  if (out === undefined || out.command === null) return null;
  replay.replayed += 1;
  const context = contextFor(replay, file, run, out.person);
  const decided = caseModule.decide(file, out.command as CaseCommand | ReportCommand, context);
  if ('refusal' in decided) return `${out.op} was done, the rules refuse it: ${decided.refusal.reason}`;
  return compared(out.op, ofDrafts(decided.drafts), ofEvents(run));
};

const settleAgain = (file: CaseFile | null, run: CaseEnvelope[], replay: Replay): string | null => {
  if (file === null) return 'the log does not begin with a command';
  replay.replayed += 1;
  const { drafts } = caseModule.settle(file, contextFor(replay, file, run, 'system'));
  const without = <T extends { type: string; body: object }>(list: T[]): T[] => list.filter((one) => !isCounted(one));
  return compared('settling', ofDrafts(without(drafts)), ofEvents(without(run)));
};

const compared = (what: string, decided: string[], logged: string[]): string | null => {
  const index = Array.from({ length: Math.max(decided.length, logged.length) }, (_, place) => place).find(
    (place) => decided[place] !== logged[place],
  );
  if (index === undefined) return null;
  return `${what}: event ${index + 1} is ${logged[index] ?? 'missing'}, the rules make ${decided[index] ?? 'none'}`;
};
