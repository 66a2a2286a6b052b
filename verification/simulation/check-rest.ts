import { plusMs } from '../../domain/clock/instant';
import { joinKeyOf } from '../../domain/escalation/join-key';
import { overdue, queuedStreams } from './carrying';
import { timelineIn } from './carrying';
import { isOver } from './quiesce';
import type { Sim } from './sim';
import type { Run } from './temporal';
import type { Violation } from './violation';

/** Deadlines that nobody fired in time are the sweeper's: it gives the workflow's timer two seconds. */
const boundMs = 2_000;

/** I8 (nothing left unfired), I12, I15 and I16, once everything is quiet. */
export const checkRest = (sim: Sim): Violation[] => [
  ...checkNumbers(sim),
  ...checkOutbox(sim),
  ...checkRuns(sim),
  ...checkJoinable(sim),
  ...queuedStreams(sim.store).map((streamId) => ({
    invariant: 'I8',
    message: `${streamId} was never settled for what another stream left to it`,
  })),
  ...overdue(sim.store, plusMs(sim.now(), -boundMs)).map((streamId) => ({
    invariant: 'I8',
    message: `${streamId} has a deadline that nobody fired`,
  })),
];

const checkNumbers = ({ store: { tables } }: Sim): Violation[] => {
  const scopes = new Map<string, number[]>();
  for (const { scope, n } of tables.papers) scopes.set(scope, [...(scopes.get(scope) ?? []), n]);
  for (const scope of tables.counters.keys()) if (!scopes.has(scope)) scopes.set(scope, []);
  return [...scopes].flatMap(([scope, given]) => {
    const numbers = [...given].sort((a, b) => a - b);
    const isWhole = numbers.every((n, index) => n === index + 1) && tables.counters.get(scope) === numbers.length;
    if (isWhole) return [];
    const message = `${scope}: ${numbers.join(', ')}; the counter is at ${tables.counters.get(scope) ?? 0}`;
    return [{ invariant: 'I12', message }];
  });
};

const checkOutbox = ({ store: { tables } }: Sim): Violation[] =>
  [...tables.outbox.values()].flatMap(({ streamId, seq, sent }) =>
    sent ? [] : [{ invariant: 'I15', message: `${streamId}:${seq} was never sent` }],
  );

const checkRuns = ({ store: { tables }, temporal }: Sim): Violation[] =>
  [...tables.streams].flatMap(([streamId, row]): Violation[] => {
    const run = temporal.runOf(streamId);
    const isAlive = run?.state === 'running';
    if (isAlive && isOver(row.file) && willFindOut(run, row.lastSeq)) return [];
    if (isAlive === isOver(row.file)) {
      return [{ invariant: 'I16', message: `${streamId} is ${row.file.status}, its run ${run?.state ?? 'none'}` }];
    }
    if (!isAlive) return [];
    const { appliedSeq, timeline } = run.life;
    if (appliedSeq !== row.lastSeq) {
      return [{ invariant: 'I15', message: `${streamId} is at ${row.lastSeq}, its run at ${appliedSeq}` }];
    }
    const isSame = JSON.stringify(timeline) === JSON.stringify(timelineIn(streamId, row.file));
    return isSame ? [] : [{ invariant: 'I15', message: `${streamId}: the run's timeline is not the record's` }];
  });

/**
 * A late duplicate of the first events starts a run of a stream that has ended. It believes them until its first activity,
 * which is when the first deadline it knows of comes.
 */
const willFindOut = (run: Run, lastSeq: number): boolean => {
  const { appliedSeq, timeline } = run.life;
  return timeline !== null && appliedSeq < lastSeq && timeline.deadlines.length > 0;
};

/** At most one escalation takes cases per act and addressee. */
const checkJoinable = ({ store: { tables } }: Sim): Violation[] => {
  const keys = [...tables.streams.values()].flatMap(({ file }) => ('caseId' in file ? [] : (joinKeyOf(file) ?? [])));
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  return twice.map((key) => ({ invariant: 'join', message: `${key} is open twice` }));
};
