import type { CaseFile } from '../domain/case/file';
import type { Calendar } from '../domain/clock/calendar';
import type { Instant } from '../domain/clock/instant';
import { isJoinable } from '../domain/escalation/join-key';
import type { EscalationFile } from '../domain/escalation/file';
import { orchestrate, type DecisionInput, type UnitOfWork, type StreamSession } from '../domain/orchestrate';
import { formerAddressees } from '../domain/people/doubles';
import type { Actor, Directory } from '../domain/people/directory';
import type { Pack } from '../domain/policy/pack';
import { streamIdOf, type StreamModule } from '../domain/stream-module';
import type { Found } from './found';
import type { LookupRequest } from '../domain/lookup-request';
import { requestKey, type LookupCache } from './lookup-cache';
import { lookupsOf, type Pass } from './lookups';
import { readAnswers } from './answers';
import { QueueTooLong } from './queue';
import type { Tx } from './transaction';

/** Everything a decision rests on, read under the lock. */
export interface DecisionBasis {
  modules: readonly StreamModule[];
  /** The stream that the transaction is about; without a command it is settled only. */
  main: DecisionInput<Found>['main'];
  /** Of what others left for one stream; with more it has to wait for the sweeper. Undefined where all of it is taken up. */
  mostQueued?: number | undefined;
  /** The pack of a stream that is only being opened. */
  policy: Pack;
  packOf(packId: string, version: string): Pack;
  calendar: Calendar;
  directory: Directory;
  actor: Actor;
  now: Instant;
  /** `command:<key>`, as the events of the command name their cause. */
  cause: string;
  cache: LookupCache;
}

/** What the transaction is going to write. */
export type StreamWork = UnitOfWork<Found>;

const mostPasses = 12;

/**
 * Runs the rules until no question is left open; each pass starts from what was found. Numbers are asked for last.
 * @throws {@link QueueTooLong}
 */
export const decide = async (tx: Tx, basis: DecisionBasis): Promise<StreamWork> => {
  for (let count = 0; count < mostPasses; count += 1) {
    const unresolved = new Map<string, LookupRequest>();
    refuseLongQueues(basis);
    const work = decideOnce(basis, unresolved);
    if (unresolved.size === 0) return work;
    await readAnswers(tx, basis.modules, nextAsked([...unresolved.values()]), basis.cache);
  }
  throw new Error(`the rules for ${basis.main.streamId} ask without end`);
};

const refuseLongQueues = ({ main, cache, mostQueued = Infinity }: DecisionBasis): void => {
  for (const [streamId, found] of [[main.streamId, main.found] as const, ...cache.streams])
    if ((found?.queued?.length ?? 0) > mostQueued) throw new QueueTooLong(streamId);
};

/** Counters are locked after everything else, so that fewer transactions cross; what is asked besides may need no number. */
export const nextAsked = (requests: LookupRequest[]): LookupRequest[] => {
  const others = requests.filter(({ ask }) => ask !== 'counter');
  return others.length > 0 ? others : requests;
};

/** One pass: the work as far as the answers known allow, and in `unresolved` what else was asked. Pure but for `unresolved`. */
export const decideOnce = (basis: DecisionBasis, unresolved: Map<string, LookupRequest>): StreamWork => {
  const { main, cache } = basis;
  if (main.found) cache.streams.set(main.streamId, main.found);
  const note = (request: LookupRequest): void => {
    unresolved.set(requestKey(request), request);
  };
  const townOf = (session: StreamSession<Found>) => {
    const { calendar, directory, actor } = basis;
    const pinned = session.file?.policy;
    const policy = pinned === undefined ? basis.policy : basis.packOf(pinned.packId, pinned.version);
    return { streamId: session.streamId, policy, calendar, directory, now: session.now, actor };
  };
  return orchestrate<Found>({
    modules: basis.modules,
    main,
    now: basis.now,
    cause: basis.cause,
    find: (streamId) => {
      const found = cache.streams.get(streamId);
      if (found !== undefined) return found;
      if ([...cache.fresh.values()].includes(streamId)) return null;
      note({ ask: 'stream', streamId });
      return undefined;
    },
    contextOf: townOf,
    lookupsOf: (session, { latest, known }) => {
      const pass: Pass = {
        cache,
        unresolved,
        isJoinable: (escalationId) => {
          const file = latest(streamIdOf('escalation', escalationId));
          return file !== null && isJoinable(file as EscalationFile);
        },
        caseUnderWay: (caseId) => known(streamIdOf('case', caseId)) as CaseFile | null,
      };
      const { streamId, found } = session;
      const asker = {
        streamId,
        townId: basis.directory.townId,
        now: basis.now,
        found: found?.file ?? null,
        formerly: (addressee: string) => formerAddressees(basis.directory, addressee),
        latest: () => session.file,
      };
      return lookupsOf(asker, pass);
    },
    lastNumber: (scope) => {
      const n = cache.counters.get(scope);
      if (n === undefined) note({ ask: 'counter', scope });
      return n ?? 0;
    },
  });
};
