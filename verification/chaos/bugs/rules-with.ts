import type { Context } from '../../../domain/context';
import { foldDrafts, type StreamFile, type StreamModule } from '../../../domain/stream-module';

/** The kinds of streams, with what settling looks at changed. */
export const settlingWith = (
  modules: readonly StreamModule[],
  change: (file: StreamFile, context: Context) => { file: StreamFile; context: Context },
): StreamModule[] =>
  modules.map((module) => ({
    ...module,
    settle: (file, context) => {
      const seen = change(file, context);
      const { drafts } = module.settle(seen.file, seen.context);
      return { drafts, file: foldDrafts(module, file, drafts, context) ?? file };
    },
  }));
