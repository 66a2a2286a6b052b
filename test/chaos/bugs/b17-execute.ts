import type { CommandRequest, DoorResult } from '../../../record/request';
import type { Engine } from '../../../record/engine';
import { execute as real } from '../../../record/execute';
import { loadFile } from '../../../record/streams';

/** B17: who did what in a case is read before the lock, and believed under it. */
export const execute = async (engine: Engine, request: CommandRequest): Promise<DoorResult> => {
  const { target } = request;
  if (target.kind !== 'case' || 'opens' in target) return real(engine, request);
  const early = await loadFile(engine, `case:${target.caseId}`);
  if (early === undefined || !('caseId' in early)) return real(engine, request);
  const { rules } = engine.kinds.case;
  const decide: typeof rules.decide = (file, command, context) =>
    rules.decide(file === null ? null : { ...file, parts: early.parts }, command, context);
  return real(
    { ...engine, kinds: { ...engine.kinds, case: { ...engine.kinds.case, rules: { ...rules, decide } } } },
    request,
  );
};
