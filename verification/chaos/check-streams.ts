import type { CaseFile } from '../../domain/case/file';
import { nextDue } from '../../domain/deadlines';
import { MODULES, type AnyFile } from '../../domain/modules';
import { moduleOf } from '../../domain/stream-module';
import { canonical } from '../../record/canonical';
import { eventHash, NO_HASH } from '../../record/hash';
import { json, rowsOf, text, textOrNull, whole, type Log, type Row } from './check-dump';
import type { Material, Violation } from './check-material';

/** What the events of a stream fold to. */
export const foldOf = ({ streamId, events }: Log): AnyFile | null => {
  const module = moduleOf(MODULES, streamId);
  return events.reduce<AnyFile | null>((file, event) => module.evolve(file, event) as AnyFile, null);
};

/** I3: the events of a stream are 1..n, the row and the outbox say so, and no stream is without events. */
export const checkSequence = ({ dump, logs }: Material): Violation[] => {
  const found: Violation[] = [];
  const say = (stream: string, what: string, seq = 0): void => {
    found.push({ invariant: 'I3', what, stream, seq });
  };
  const sent = new Map<string, number>();
  for (const row of rowsOf(dump, 'outbox'))
    sent.set(text(row, 'stream_id'), (sent.get(text(row, 'stream_id')) ?? 0) + 1);
  for (const { streamId, events } of logs.values()) {
    const gap = events.findIndex(({ seq }, index) => seq !== index + 1);
    if (gap >= 0) say(streamId, `event ${gap + 1} has seq ${events[gap]?.seq ?? 0}`, events[gap]?.seq);
    const late = events.findIndex(({ at }, index) => index > 0 && at < (events[index - 1]?.at ?? ''));
    if (late >= 0) say(streamId, `time runs backwards`, events[late]?.seq);
    if (sent.get(streamId) !== events.length)
      say(streamId, `${sent.get(streamId) ?? 0} outbox rows for ${events.length} events`);
  }
  for (const row of rowsOf(dump, 'stream')) {
    const streamId = text(row, 'stream_id');
    const length = logs.get(streamId)?.events.length ?? 0;
    if (length !== whole(row, 'last_seq'))
      say(streamId, `last_seq is ${whole(row, 'last_seq')} with ${length} events`, length);
  }
  const rows = new Set(rowsOf(dump, 'stream').map((row) => text(row, 'stream_id')));
  for (const streamId of logs.keys()) if (!rows.has(streamId)) say(streamId, 'events without a row of the stream');
  return found;
};

/** I14: every hash follows from the event and the hash before it, and the row holds the last one. */
export const checkChains = ({ dump, logs }: Material): Violation[] => {
  const found: Violation[] = [];
  for (const { streamId, events } of logs.values()) {
    let prevHash = NO_HASH;
    for (const event of events) {
      if (event.prevHash !== prevHash || eventHash(prevHash, event) !== event.hash) {
        found.push({ invariant: 'I14', what: 'the chain is broken', stream: streamId, seq: event.seq });
        break;
      }
      prevHash = event.hash;
    }
  }
  for (const row of rowsOf(dump, 'stream')) {
    const streamId = text(row, 'stream_id');
    const end = logs.get(streamId)?.events.at(-1)?.hash;
    if (end !== text(row, 'last_hash'))
      found.push({ invariant: 'I14', what: 'the row does not hold the last hash', stream: streamId });
  }
  return found;
};

/** The columns of a case's row that lists read, as its file has them. */
const caseColumns = (file: CaseFile): Record<string, unknown> => ({
  status: file.status,
  number: file.number,
  grade: file.grade,
  cycle: file.cycle,
  version: file.version,
  overdue: file.overlays.includes('overdue') ? 1 : 0,
  lead_unit_id: file.leadUnitId,
  responsible_unit_id: file.responsibleUnitId,
  closed_at: file.closedAt,
});

const differing = (row: Row | undefined, wanted: Record<string, unknown>): string | null => {
  if (row === undefined) return 'has no row';
  const column = Object.keys(wanted).find((name) => (row[name] ?? null) !== wanted[name]);
  return column === undefined
    ? null
    : `${column} is ${JSON.stringify(row[column])}, the events say ${JSON.stringify(wanted[column])}`;
};

/** I4: what the events fold to is what the rows say. */
export const checkViews = ({ dump, logs }: Material): Violation[] => {
  const found: Violation[] = [];
  const streams = new Map(rowsOf(dump, 'stream').map((row) => [text(row, 'stream_id'), row]));
  const cases = new Map(rowsOf(dump, 'case_row').map((row) => [text(row, 'case_id'), row]));
  const escalations = new Map(rowsOf(dump, 'escalation_row').map((row) => [text(row, 'escalation_id'), row]));
  const open = new Map<string, Set<string>>();
  for (const row of rowsOf(dump, 'proposal_row')) {
    if (text(row, 'state') !== 'open') continue;
    const streamId = text(row, 'stream_id');
    open.set(streamId, (open.get(streamId) ?? new Set()).add(text(row, 'proposal_id')));
  }
  for (const log of logs.values()) {
    const { streamId } = log;
    const say = (what: string): void => {
      found.push({ invariant: 'I4', what, stream: streamId });
    };
    const file = foldOf(log);
    const row = streams.get(streamId);
    if (file === null || row === undefined) continue;
    if (canonical(json(row, 'file')) !== canonical(JSON.parse(JSON.stringify(file))))
      say('the stored file is not the fold of the events');
    const due = nextDue(file.deadlines)?.dueAt ?? null;
    if (textOrNull(row, 'next_due_at') !== due) say(`next_due_at is not ${due ?? 'empty'}`);
    const wrong =
      'caseId' in file
        ? differing(cases.get(file.caseId), caseColumns(file))
        : differing(escalations.get(file.escalationId), { status: file.status, version: file.version });
    if (wrong !== null) say(wrong);
    const proposals = file.proposals.map(({ proposalId }) => proposalId).sort();
    if (proposals.join() !== [...(open.get(streamId) ?? [])].sort().join())
      say('the inbox does not hold the open proposals');
  }
  return found;
};
