import type { CaseFile } from '../../../domain/case/file';
import { kindOf, type StreamFile, type StreamModule } from '../../../domain/stream-module';
import type { CommandRequest, DoorResult } from '../../../record/request';
import type { Engine } from '../../../record/engine';
import { execute as real } from '../../../record/execute';
import { loadFile } from '../../../record/streams';

/** B17: who did what in a case is read before the lock, and believed under it. */
export const execute = async (engine: Engine, request: CommandRequest): Promise<DoorResult> => {
  const { target } = request;
  if ('opens' in target || kindOf(target.streamId) !== 'case') return real(engine, request);
  const early = await loadFile(engine, target.streamId);
  if (early === undefined || !('caseId' in early)) return real(engine, request);
  const modules = engine.modules.map((module) =>
    module.kind === 'case' ? { ...module, decide: believing(module, early.parts) } : module,
  );
  return real({ ...engine, modules }, request);
};

const believing =
  (module: StreamModule, parts: CaseFile['parts']): StreamModule['decide'] =>
  (file, command, context) =>
    module.decide(file === null ? null : ({ ...file, parts } as StreamFile), command, context);
