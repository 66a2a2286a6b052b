import { joinKeyOf } from '../../domain/escalation/join-key';
import type { StreamModule } from '../../domain/stream-module';
import type { LookupRequest } from '../../domain/lookup-request';
import { emptyCache, type LookupCache } from '../../record/lookup-cache';
import { nextAsked, decideOnce, type StreamWork, type DecisionBasis } from '../../record/decide';
import { rank } from '../../record/answers';
import { seal, type SealedStream } from '../../record/seal-streams';
import { answer, joinableIn, type Archive } from './answers';
import type { Bug } from './bugs';
import { enter, type LedgerRow } from './ledger';
import { Conflict, type Tx } from './store';
import type { SimulatedTown } from './simulated-town';
import { Broken } from './violation';

/** What a transaction stands on. */
export interface Planning {
  archive: Archive;
  town: SimulatedTown;
  modules: readonly StreamModule[];
  bug: Bug | null;
  /** The stream of an escalation that has to be opened; the same in every run of a script. */
  freshId(joinKey: string): string;
}

/** Gives fresh ids in place of ULIDs, which would differ from run to run. */
class FreshIds extends Map<string, string> {
  constructor(private readonly mint: (joinKey: string) => string) {
    super();
  }

  override get(joinKey: string): string {
    const id = super.get(joinKey) ?? this.mint(joinKey);
    this.set(joinKey, id);
    return id;
  }
}

const mostPasses = 12;

const planned = async (
  tx: Tx,
  { archive, town, modules }: Planning,
  order: Pick<DecisionBasis, 'main' | 'actor' | 'now' | 'cause'>,
  cache: LookupCache,
): Promise<StreamWork> => {
  const { policy, calendar, directory } = town;
  for (let count = 0; count < mostPasses; count += 1) {
    const unresolved = new Map<string, LookupRequest>();
    const work = decideOnce(
      { modules, policy, packOf: () => policy, calendar, directory, cache, ...order },
      unresolved,
    );
    if (unresolved.size === 0) return work;
    // As the record locks: late counts first, then streams by id, then counters.
    const asked = nextAsked([...unresolved.values()]).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
    for (const question of asked) await answer(tx, archive, question, cache);
  }
  throw new Broken('crash', `the rules for ${order.main.streamId} ask without end`);
};

/** The rules of record/ on the tables in memory; the writes wait in the transaction. */
export const act = async (
  tx: Tx,
  planning: Planning,
  order: Pick<DecisionBasis, 'main' | 'actor' | 'now' | 'cause'> & { mainSent: boolean },
): Promise<{ work: StreamWork; sealed: SealedStream[] }> => {
  const { mainSent, ...asked } = order;
  const cache = { ...emptyCache(), fresh: new FreshIds((key) => planning.freshId(key)) };
  const work = await planned(tx, planning, asked, cache);
  const sealed = seal(work);
  const { tables } = planning.archive;
  for (const [scope, n] of work.numbers) {
    if (planning.bug === 'number-outside') tables.counters.set(scope, n);
    else tx.write(() => tables.counters.set(scope, n));
  }
  for (const one of sealed) {
    const key = 'escalationId' in one.file ? joinKeyOf(one.file) : null;
    if (one.found === null && key !== null) {
      await tx.lock(`join:${key}`);
      if (joinableIn(tables, key) !== null) throw new Conflict(`${key} is open already`);
    }
    tx.write(() => {
      append(planning, one, mainSent && one.streamId === order.main.streamId);
    });
  }
  for (const { streamId, cause } of work.taken) tx.write(() => tables.queued.delete(`${streamId} ${cause}`));
  for (const effect of work.later) tx.write(() => tables.queued.set(`${effect.streamId} ${effect.cause}`, effect));
  return { work, sealed };
};

/** The rows of one stream. The primary key of the log is checked as a database would. */
const append = ({ archive: { tables } }: Planning, one: SealedStream, sent: boolean): void => {
  const { streamId, found, file, envelopes, now } = one;
  const log = tables.events.get(streamId) ?? [];
  const ledger = tables.ledgers.get(streamId) ?? new Map<string, LedgerRow>();
  const last = envelopes.at(-1);
  if (last === undefined) return;
  for (const event of envelopes) {
    if (event.seq !== log.length + 1) throw new Broken('I3', `${streamId}:${event.seq} follows ${log.length}`);
    log.push(event);
    enter(ledger, event);
    tables.outbox.set(`${streamId}:${event.seq}`, { streamId, seq: event.seq, sent, leaseUntil: '' });
    const { body } = event;
    const { seq } = event;
    if ('paper' in body) tables.papers.push({ scope: body.paper.scope, n: body.paper.n, streamId, seq });
    if ('number' in body) tables.papers.push({ scope: body.number.scope, n: body.number.n, streamId, seq });
  }
  tables.events.set(streamId, log);
  tables.ledgers.set(streamId, ledger);
  const generation = tables.streams.get(streamId)?.generation ?? found?.generation ?? 1;
  tables.streams.set(streamId, { lastSeq: last.seq, lastHash: last.hash, lastAt: now, generation, file });
  if (!('escalationId' in file)) return;
  const { escalationId, act: done, addressee } = file;
  for (const { type, body } of one.envelopes) {
    if (type === 'case-joined') {
      const { caseId, cycle, why } = body;
      tables.links.push({ escalationId, act: done, addressee, caseId, cycle, why });
    }
    if (type === 'case-left') {
      tables.links = tables.links.filter((link) => link.escalationId !== escalationId || link.caseId !== body.caseId);
    }
  }
};
