import type { CaseEnvelope } from '../../domain/case/facts';
import type { EscalationEnvelope } from '../../domain/escalation/facts';
import { rowsOf, text, textOrNull, type Envelope, type Row } from './check-dump';
import type { Material, Violation } from './check-material';
import type { FaultLine } from './history';
import { tellerOfCase, type Teller } from './stack-expected';
import { tellerOfEscalation } from './stack-expected-escalation';
import type { Expected, Ledger } from './stack-ledger';
import { termsOf, type Terms } from './stack-terms';

/** What is overdue by more when the run is over is lost. */
const lostAfterMs = 5_000;
const quietBoundMs = 5_000;
const afterOutageMs = 30_000;
const afterTemporalMs = 60_000;
/** Loops that failed wait up to five seconds before they try again: so long a fault is felt. */
const feltMs = 10_000;

export interface Lateness {
  fired: number;
  /** Fired with no fault between ten seconds before it was due and the firing. */
  quiet: number;
  quietP99Ms: number;
  quietMaxMs: number;
  /** Fired in or right after a fault: how long after its end, at most. */
  coveredMaxMs: number;
  /** p99 over all of them, an outage counted as if it were no time. */
  p99Ms: number;
  covered: number;
}

export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? 0;

interface Outage {
  fromMs: number;
  toMs: number;
  temporal: boolean;
}

/** Each fault from its beginning to its end, when what it hit was ready again. */
const outagesIn = (faults: readonly FaultLine[]): Outage[] =>
  faults.flatMap(({ phase, kind, target, tWall, tMono }) => {
    if (phase !== 'begin') return [];
    const end = faults.find(
      (one) => one.phase === 'end' && one.kind === kind && one.target === target && one.tMono > tMono,
    );
    const toMs = end === undefined ? Infinity : Date.parse(end.tWall);
    return [{ fromMs: Date.parse(tWall), toMs, temporal: target.includes('temporal') }];
  });

interface Fired {
  streamId: string;
  deadline: Expected;
  firedMs: number;
}

const isSame = (one: Expected, row: Row | undefined): boolean =>
  row !== undefined &&
  Date.parse(text(row, 'due_at')) === one.dueMs &&
  text(row, 'state') === one.state &&
  (textOrNull(row, 'fired_at') === null ? null : Date.parse(text(row, 'fired_at'))) === one.firedMs;

const iso = (ms: number): string => new Date(ms).toISOString();

/** What must have been true of the deadlines right before this event, which was asked for at `askedMs`. */
const beforeEvent = (ledger: Ledger, event: Envelope, first: boolean, askedMs: number): string | null => {
  const now = Date.parse(event.at);
  const next = ledger.due(now);
  if (event.body.fires === undefined) {
    // What others had left before anything fell due is taken up before what is due by then (decision 0016).
    return first && next !== undefined && next.dueMs <= askedMs
      ? `${event.type} was decided at ${event.at} before ${next.id}, due at ${iso(next.dueMs)}, had fired`
      : null;
  }
  const own = ledger.all.find(({ id }) => id === event.body.fires);
  if (own === undefined) return `${event.body.fires} fired; the facts arm no such deadline`;
  if (!own.live || own.state !== 'armed') return `${own.id} fired although it was ${own.state}`;
  if (own.dueMs > now) return `early: ${own.id} fired at ${event.at}, due at ${iso(own.dueMs)}`;
  return next !== undefined && next !== own ? `${own.id} fired before ${next.id}, which comes first` : null;
};

const invariantOf = (what: string): string =>
  what.startsWith('early') ? 'I9' : what.includes('although') ? 'I11' : 'I8';

const tellerOf = (streamId: string, terms: Terms): Teller<Envelope> => {
  const ofCase = tellerOfCase(terms);
  const ofEscalation = tellerOfEscalation(terms);
  return streamId.startsWith('case:')
    ? {
        ledger: ofCase.ledger,
        tell: (event) => {
          ofCase.tell(event as CaseEnvelope);
        },
      }
    : {
        ledger: ofEscalation.ledger,
        tell: (event) => {
          ofEscalation.tell(event as EscalationEnvelope);
        },
      };
};

/**
 * Tells the deadlines of a stream again and says where its events differ, and which deadline each firing fired. `causedAt` says
 * when the event of another stream was decided that an event names as its cause.
 */
export const retell = (
  streamId: string,
  events: readonly Envelope[],
  terms: Terms,
  causedAt: (cause: string) => string | undefined = () => undefined,
): { found: Violation[]; fired: Fired[]; ledger: Ledger } => {
  const { ledger, tell } = tellerOf(streamId, terms);
  const found: Violation[] = [];
  const fired: Fired[] = [];
  for (const [index, event] of events.entries()) {
    const isFirst = events[index - 1]?.cause !== event.cause || events[index - 1]?.at !== event.at;
    const fromOutside = event.cause.startsWith('command:') || /^(case|escalation):/.test(event.cause);
    const askedMs = Date.parse(causedAt(event.cause) ?? event.at);
    const wrong = beforeEvent(ledger, event, isFirst && fromOutside, askedMs);
    if (wrong !== null) found.push({ invariant: invariantOf(wrong), what: wrong, stream: streamId, seq: event.seq });
    const known = ledger.all.length;
    tell(event);
    if (event.body.fires !== undefined) {
      const deadline = ledger.all.find(({ id }) => id === event.body.fires);
      if (deadline) fired.push({ streamId, deadline, firedMs: Date.parse(event.at) });
    }
    const wanted = ledger.all.slice(known).map(({ id, dueMs }) => `${id} ${iso(dueMs)}`);
    const armed = (event.body.arms ?? []).map(({ deadlineId, dueAt }) => `${deadlineId} ${dueAt}`);
    if (wanted.toSorted().join() !== armed.toSorted().join()) {
      const what = `${event.type} arms [${armed.join(', ')}], the facts say [${wanted.join(', ')}]`;
      found.push({ invariant: 'I8', what, stream: streamId, seq: event.seq });
    }
  }
  return { found, fired, ledger };
};

/** I8 to I11 against an independent telling: expected and recorded deadlines are the same, one to one. */
export const checkExpected = ({ dump, logs, faults }: Material): { found: Violation[]; lateness: Lateness } => {
  const found: Violation[] = [];
  const [pack] = dump.packs;
  if (pack === undefined) throw new Error('the dump holds no pack');
  const terms = termsOf(pack);
  const rows = new Map<string, Map<string, Row>>();
  for (const row of rowsOf(dump, 'deadline')) {
    const own = rows.get(text(row, 'stream_id')) ?? new Map<string, Row>();
    rows.set(text(row, 'stream_id'), own.set(text(row, 'deadline_id'), row));
  }
  const all = [...logs.values()].flatMap(({ streamId, events }) =>
    events.map(({ seq, at }): [string, string] => [`${streamId}:${String(seq)}`, at]),
  );
  const atOf = new Map(all);
  const fired: Fired[] = [];
  const takenMs = Date.parse(dump.takenAt);
  for (const { streamId, events } of logs.values()) {
    const told = retell(streamId, events, terms, (cause) => atOf.get(cause));
    found.push(...told.found);
    fired.push(...told.fired);
    const ledger = rows.get(streamId) ?? new Map<string, Row>();
    for (const one of told.ledger.all) {
      if (!isSame(one, ledger.get(one.id))) {
        const what = `ledger of ${one.id}: ${JSON.stringify(ledger.get(one.id))}; the facts say ${JSON.stringify(one)}`;
        found.push({ invariant: 'I8', what, stream: streamId });
      }
      if (one.live && one.state === 'armed' && takenMs - one.dueMs > lostAfterMs)
        found.push({ invariant: 'I8', what: `lost: ${one.id} is due since ${iso(one.dueMs)}`, stream: streamId });
    }
    if (ledger.size !== told.ledger.all.length)
      found.push({
        invariant: 'I8',
        what: `${ledger.size} rows for ${told.ledger.all.length} deadlines`,
        stream: streamId,
      });
  }
  return { found, lateness: latenessOf(fired, outagesIn(faults), found) };
};

/** I10: in quiet times at most some seconds late, else soon after the end of the outage. */
const latenessOf = (fired: readonly Fired[], outages: readonly Outage[], found: Violation[]): Lateness => {
  const quiet: number[] = [];
  const covered: number[] = [];
  for (const { streamId, deadline, firedMs } of fired) {
    const readyMs = Math.max(deadline.dueMs, deadline.sinceMs);
    const over = outages.filter(({ fromMs, toMs }) => fromMs <= firedMs && toMs + feltMs >= readyMs);
    if (over.length === 0) {
      quiet.push(firedMs - readyMs);
      continue;
    }
    const endMs = Math.max(readyMs, ...over.map(({ toMs }) => Math.min(toMs, firedMs)));
    const lateMs = firedMs - endMs;
    covered.push(lateMs);
    const boundMs = over.some(({ temporal }) => temporal) ? afterTemporalMs : afterOutageMs;
    if (lateMs > boundMs)
      found.push({ invariant: 'I10', what: `${deadline.id} fired ${lateMs} ms after the outage`, stream: streamId });
  }
  const quietP99Ms = percentile(quiet, 0.99);
  if (quietP99Ms > quietBoundMs) found.push({ invariant: 'I10', what: `p99 in quiet times is ${quietP99Ms} ms late` });
  return {
    fired: fired.length,
    quiet: quiet.length,
    quietP99Ms,
    quietMaxMs: Math.max(0, ...quiet),
    covered: covered.length,
    coveredMaxMs: Math.max(0, ...covered),
    p99Ms: percentile([...quiet, ...covered], 0.99),
  };
};
