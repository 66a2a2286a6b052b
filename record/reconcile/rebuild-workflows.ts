import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { WORKFLOW_SHAPE } from '../../domain/timeline';
import type { AdminDoor } from '../door/command-door';
import type { StreamReader } from '../door/record-reader';
import { marks } from '../sql';
import { endedStates } from '../streams';
import type { TemporalView } from './temporal-view';

/** How far a rebuild has come; kept in a file, so that one that was broken off goes on where it was. */
export interface RebuildState {
  rebuildId: string;
  /** False until the generations have been raised. */
  raised: boolean;
  /** Streams up to this one have been started. */
  afterId: string;
  started: number;
  total: number;
}

export interface RebuildDeps {
  door: AdminDoor & StreamReader;
  engine: Pick<TemporalView, 'start'>;
  /** Where the state is kept. */
  stateFile: string;
  operator: string;
  /** Lets through as many starts a second as the engine should take. */
  turn: () => Promise<void>;
  onProgress: (state: RebuildState) => void;
  isStopping?: () => boolean;
}

export interface Rebuilt {
  state: RebuildState;
  /** False when it was broken off. */
  isComplete: boolean;
  /** True when it went on with one that was broken off. */
  isResumed: boolean;
}

const pageSize = 200;
const together = 8;

const isState = (value: unknown): value is RebuildState =>
  typeof value === 'object' && value !== null && 'rebuildId' in value && 'afterId' in value;

const readState = (file: string): RebuildState | undefined => {
  if (!existsSync(file)) return undefined;
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isState(value)) throw new Error(`${file} is no state of a rebuild: remove it to begin anew`);
  return value;
};

const keep = (file: string, state: RebuildState): void => {
  writeFileSync(`${file}.draft`, JSON.stringify(state));
  renameSync(`${file}.draft`, file);
};

const open = `(next_due_at IS NOT NULL OR status NOT IN (${marks(endedStates)}))`;

/**
 * One statement for all open streams: from its commit on, whatever survives of the old workflows is refused by the door.
 * The key makes it happen once for each rebuild, however often that goes on.
 */
const raiseGenerations = async ({ door, operator }: RebuildDeps, rebuildId: string): Promise<number> => {
  const result = await door.administer({
    personId: 'system',
    idempotencyKey: `rebuild:${rebuildId}`,
    requestHash: rebuildId,
    traceId: rebuildId,
    action: 'workflows-rebuilt',
    townId: null,
    async work(tx) {
      const total = await tx.change(`UPDATE stream SET generation = generation + 1, workflow_shape = ? WHERE ${open}`, [
        WORKFLOW_SHAPE,
        ...endedStates,
      ]);
      const answer = { status: 200, contentType: 'application/json', body: JSON.stringify({ total }) };
      return { answer, ref: rebuildId, data: { operator, streams: total } };
    },
  });
  if ('failure' in result) throw new Error(`generations not raised: ${result.failure.kind}`);
  const { total } = JSON.parse(result.answer.body) as { total: number };
  return total;
};

/**
 * Gives every open stream a new workflow: raises all generations, then starts them page by page. The sweeper settles
 * meanwhile what falls due, so nothing is missed; and since firing is once by the record, nothing fires twice.
 */
export const rebuildWorkflows = async (deps: RebuildDeps): Promise<Rebuilt> => {
  const { door, engine, stateFile, turn, onProgress, isStopping = () => false } = deps;
  const before = readState(stateFile);
  const state = before ?? { rebuildId: randomUUID(), raised: false, afterId: '', started: 0, total: 0 };
  keep(stateFile, state);
  if (!state.raised) {
    state.total = await raiseGenerations(deps, state.rebuildId);
    state.raised = true;
    keep(stateFile, state);
  }
  for (;;) {
    const page = await door.openStreams(state.afterId, pageSize);
    const last = page.at(-1);
    if (last === undefined) break;
    const waiting = [...page];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        await turn();
        await engine.start(next.streamId, next.generation);
        state.started += 1;
        onProgress(state);
      }
    };
    await Promise.all(Array.from({ length: together }, work));
    state.afterId = last.streamId;
    keep(stateFile, state);
    if (isStopping()) return { state, isComplete: false, isResumed: before !== undefined };
  }
  rmSync(stateFile);
  return { state, isComplete: true, isResumed: before !== undefined };
};
