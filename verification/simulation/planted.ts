import { plusMs } from '../../domain/clock/instant';
import type { Deadline } from '../../domain/stream';
import { MODULES } from '../../domain/modules';
import { foldDrafts, type StreamFile, type StreamModule } from '../../domain/stream-module';
import type { Bug } from './bugs';
import type { Tables } from './store';

const HOUR = 3_600_000;

/** Every deadline a stream ever had, as if none had ever been met, cancelled or fired. */
const everArmed = ({ ledgers }: Tables, streamId: string): Deadline[] =>
  [...(ledgers.get(streamId)?.values() ?? [])].map(({ arm, dueAt }) => ({ ...arm, dueAt, state: 'armed' }));

/** The kinds of streams, with a mistake in how they settle where one is planted. */
export const planted = (tables: Tables, bug: Bug | null): readonly StreamModule[] => {
  const settlingWith = (see: (file: StreamFile, streamId: string) => StreamFile, later = 0): StreamModule[] =>
    MODULES.map((module) => ({
      ...module,
      settle: (file, context) => {
        const { drafts } = module.settle(see(file, context.streamId), {
          ...context,
          now: plusMs(context.now, later),
        });
        return { drafts, file: foldDrafts(module, file, drafts, context) ?? file };
      },
    }));
  if (bug === 'fires-early') return settlingWith((file) => file, HOUR);
  if (bug !== 'fires-whatever-state') return MODULES;
  return settlingWith((file, streamId) => ({ ...file, deadlines: everArmed(tables, streamId) }));
};
