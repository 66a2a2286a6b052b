import type { SettleRequest, SettleResult } from '../../workflows/activities';
import { liveEscalation } from '../../workflows/escalation';
import { liveHazardCase } from '../../workflows/hazard-case';
import type { StreamArgs } from '../../workflows/messages';
import type { WorkflowRuntime } from '../../workflows/runtime';
import { beginLife, type StreamLife } from '../../workflows/stream-life';
import { kindOf } from '../../domain/stream-module';
import type { SettleOutcome, StreamNews } from '../../record/stream-work';
import type { Scheduler, Task } from './scheduler';
import { Away, CommitUnknown } from './store';

/** One run of a stream's workflow. */
export interface Run {
  name: string;
  args: StreamArgs;
  state: 'running' | 'completed' | 'lost';
  /** The stream as the run holds it. */
  life: StreamLife;
  deliver(news: StreamNews): void;
}

/** A server that keeps runs and a mailbox which delivers every message at least once, in any order. */
export interface Temporal {
  /** The run that has a stream; undefined when there is none. */
  runOf(streamId: string): Run | undefined;
  /** Puts a message for a stream into the post; it starts a run where there is none when it arrives. */
  post(streamId: string, generation: number, news: StreamNews): void;
  /** Sends a message of the past once more. */
  postAgain(n: number): boolean;
  /** Starts a run in place of the one there is; a `zombie` does not hear of it and goes on. */
  restart(streamId: string, generation: number, zombie: boolean): void;
  /** Forgets a run, as a lost namespace does. */
  lose(streamId: string): boolean;
  /** Streams whose runs were forgotten and not restarted. */
  lost: Set<string>;
}

export interface TemporalParts {
  scheduler: Scheduler;
  settle: (task: Task, request: SettleRequest) => Promise<SettleOutcome>;
  /** The server's clock, which may be off. */
  nowMs: () => number;
  /** After so many turns a run continues as new. */
  longAfter: number;
}

/** The end of a run that goes on as another one. */
class ContinuedAsNew extends Error {
  constructor(readonly args: StreamArgs) {
    super('continued as new');
  }
}

/** The stories that the workflows tell, by the kind of their stream. */
const STORIES: Record<string, (life: StreamLife, runtime: WorkflowRuntime) => Promise<void>> = {
  case: liveHazardCase,
  escalation: liveEscalation,
};

export const createTemporal = ({ scheduler, settle, nowMs, longAfter }: TemporalParts): Temporal => {
  const runs = new Map<string, Run>();
  const posted: { streamId: string; generation: number; news: StreamNews }[] = [];
  const lost = new Set<string>();
  let count = 0;

  /** An activity: tried again after every failure and every death of its worker, until its result is in history. */
  const activity = (run: Run, request: SettleRequest, done: (result: SettleOutcome) => void): void => {
    count += 1;
    const name = `settle:${request.streamId}.${count}`;
    const again = (): void => {
      if (run.state === 'running') activity(run, request, done);
    };
    scheduler.start(name, async (task) => {
      task.onKilled(again);
      const result = await settle(task, request).catch((error: unknown) => {
        if (error instanceof Away || error instanceof CommitUnknown) return undefined;
        throw error;
      });
      const fault = result === undefined ? 'before' : await task.pause('report the result');
      if (result === undefined || fault !== null) again();
      else if (run.state === 'running') done(result);
    });
  };

  const runtimeOf = (run: Run, task: Task): WorkflowRuntime => {
    let turns = 0;
    return {
      nowMs,
      until: async (isSo, wait) => {
        turns += 1;
        const wakeAt = wait === undefined ? Infinity : nowMs() + wait.ms;
        if (!isSo()) await task.pause('wait', () => isSo() || nowMs() >= wakeAt);
        return isSo();
      },
      settle: (request: SettleRequest) => {
        turns += 1;
        // As the real result, it comes out of JSON.
        return new Promise<SettleResult>((resolve) => {
          activity(run, request, (result) => {
            resolve(result);
          });
        });
      },
      show: () => undefined,
      isLong: () => turns > longAfter,
      isAwaited: () => false,
      continueAsNew: (args) => {
        throw new ContinuedAsNew(args);
      },
    };
  };

  const start = (args: StreamArgs, first: StreamNews | null): Run => {
    const life = beginLife(args);
    const story = STORIES[kindOf(args.streamId)];
    if (story === undefined) throw new Error(`no workflow lives ${args.streamId}`);
    count += 1;
    const name = `workflow:${args.streamId}.${count}`;
    const run: Run = { name, args, state: 'running', life, deliver: (news) => life.inbox.push(news) };
    if (first !== null) run.deliver(first);
    scheduler.start(name, async (task) => {
      try {
        await story(life, runtimeOf(run, task));
        if (run.state === 'running') run.state = 'completed';
      } catch (error) {
        if (!(error instanceof ContinuedAsNew)) throw error;
        run.state = 'completed';
        if (runs.get(args.streamId) === run) runs.set(args.streamId, start(error.args, null));
      }
    });
    return run;
  };

  const running = (streamId: string): Run | undefined => {
    const run = runs.get(streamId);
    return run?.state === 'running' ? run : undefined;
  };

  const send = (message: (typeof posted)[number]): void => {
    count += 1;
    const { streamId, generation, news } = message;
    const seqs = `${news.events[0]?.seq ?? 0}-${news.events.at(-1)?.seq ?? 0}`;
    scheduler.start(`post:${streamId}:${seqs}.${count}`, async (task) => {
      task.onKilled(() => {
        send(message);
      });
      await task.pause('deliver');
      const run = running(streamId);
      if (run) run.deliver(news);
      else runs.set(streamId, start({ streamId, generation }, news));
    });
  };

  const end = (run: Run | undefined, state: Run['state']): void => {
    if (run === undefined) return;
    run.state = state;
    scheduler.kill(run.name);
  };

  return {
    runOf: (streamId) => runs.get(streamId),
    post: (streamId, generation, news) => {
      const message = { streamId, generation, news };
      posted.push(message);
      send(message);
    },
    postAgain: (n) => {
      const message = posted[n];
      if (message) send(message);
      return message !== undefined;
    },
    restart: (streamId, generation, zombie) => {
      if (!zombie) end(running(streamId), 'lost');
      runs.set(streamId, start({ streamId, generation }, null));
      lost.delete(streamId);
    },
    lost,
    lose: (streamId) => {
      const run = running(streamId);
      if (run) lost.add(streamId);
      end(run, 'lost');
      return run !== undefined;
    },
  };
};
