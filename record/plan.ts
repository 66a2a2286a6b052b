import type { Calendar } from '../domain/clock/calendar';
import type { Instant } from '../domain/clock/instant';
import { isJoinable } from '../domain/escalation/join-key';
import type { EscalationFile } from '../domain/escalation/file';
import { orchestrate, type Decision, type StreamSession } from '../domain/orchestrate';
import type { Actor, Directory } from '../domain/people/directory';
import type { Pack } from '../domain/policy/pack';
import { streamIdOf, type StreamCommand, type StreamModule } from '../domain/stream-module';
import type { Found } from './found';
import { nameOf, type Known, type Question } from './known';
import { lookupsOf, type Pass } from './lookups';
import { readAnswers } from './read-answers';
import type { Tx } from './transaction';

/** Everything a decision rests on, read under the lock. */
export interface Stage {
  modules: readonly StreamModule[];
  /** The stream that the transaction is about; without a command it is settled only. */
  main: { streamId: string; found: Found | null; command: StreamCommand | null };
  /** The pack of a stream that is only being opened. */
  policy: Pack;
  packOf(packId: string, version: string): Pack;
  calendar: Calendar;
  directory: Directory;
  actor: Actor;
  now: Instant;
  /** `command:<key>`, as the events of the command name their cause. */
  cause: string;
  known: Known;
}

/** What the transaction is going to write. */
export type Plan = Decision<Found>;

const mostPasses = 12;

/** Runs the rules until no question is left open; each pass starts from what was found. Numbers are asked for last. */
export const makePlan = async (tx: Tx, stage: Stage): Promise<Plan> => {
  for (let count = 0; count < mostPasses; count += 1) {
    const misses = new Map<string, Question>();
    const plan = runRules(stage, misses);
    if (misses.size === 0) return plan;
    await readAnswers(tx, stage.modules, nextAsked([...misses.values()]), stage.known);
  }
  throw new Error(`the rules for ${stage.main.streamId} ask without end`);
};

/** Counters are locked after everything else, so that fewer transactions cross; what is asked besides may need no number. */
export const nextAsked = (questions: Question[]): Question[] => {
  const others = questions.filter(({ ask }) => ask !== 'counter');
  return others.length > 0 ? others : questions;
};

/** One pass: the plan as far as the answers known allow, and in `misses` what else was asked. Pure but for `misses`. */
export const runRules = (stage: Stage, misses: Map<string, Question>): Plan => {
  const { main, known } = stage;
  if (main.found) known.streams.set(main.streamId, main.found);
  const note = (question: Question): void => {
    misses.set(nameOf(question), question);
  };
  const townOf = (session: StreamSession<Found>) => {
    const { calendar, directory, actor } = stage;
    const pinned = session.file?.policy;
    const policy = pinned === undefined ? stage.policy : stage.packOf(pinned.packId, pinned.version);
    return { streamId: session.streamId, policy, calendar, directory, now: session.now, actor };
  };
  return orchestrate<Found>({
    modules: stage.modules,
    main,
    now: stage.now,
    cause: stage.cause,
    find: (streamId) => {
      const found = known.streams.get(streamId);
      if (found !== undefined) return found;
      if ([...known.fresh.values()].includes(streamId)) return null;
      note({ ask: 'stream', streamId });
      return undefined;
    },
    contextOf: townOf,
    lookupsOf: (session, latest) => {
      const pass: Pass = {
        known,
        misses,
        isJoinable: (escalationId) => {
          const file = latest(streamIdOf('escalation', escalationId));
          return file !== null && isJoinable(file as EscalationFile);
        },
      };
      const { streamId, found } = session;
      const asker = {
        streamId,
        townId: stage.directory.townId,
        found: found?.file ?? null,
        latest: () => session.file,
      };
      return lookupsOf(asker, pass);
    },
    lastNumber: (scope) => {
      const n = known.counters.get(scope);
      if (n === undefined) note({ ask: 'counter', scope });
      return n ?? 0;
    },
  });
};
