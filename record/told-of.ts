import { tellsWhoReported } from '../domain/people/auditing';
import { isUnderAlias } from '../domain/people/permit';
import type { CommandRequest, DoorResult, Outcome } from './request';
import { commandKey } from './hash';

/** What a line of the log says of a command. */
export interface ToldOf {
  /** `command:<key>`, as its events name their cause. */
  cause?: string;
  code?: string;
  reason?: string;
}

/**
 * The cause is that of the events, which for a protected reporter leads to nobody. What he does without leaving one has none,
 * and a refusal no reason that tells who reported (settled 6.2).
 */
export const toldOf = (
  { personId, idempotencyKey, target }: CommandRequest,
  { outcome, result }: { outcome: Outcome | undefined; result: DoorResult | undefined },
): ToldOf => {
  const sealed = result !== undefined && 'answer' in result && result.sealed === true;
  const events = outcome?.kind === 'done' ? outcome.events : [];
  const own = events.find(({ cause }) => cause.startsWith('command:'))?.cause;
  const isHidden = sealed || isUnderAlias({ aliases: [personId] }, target.command.type);
  const cause = own ?? (isHidden ? undefined : `command:${commandKey(personId, idempotencyKey)}`);
  const refusal = outcome?.kind === 'refused' ? outcome.refusal : undefined;
  const isTold = refusal !== undefined && !(sealed && tellsWhoReported(refusal.reason));
  return {
    ...(cause === undefined ? {} : { cause }),
    ...(isTold ? { code: refusal.code, reason: refusal.reason } : {}),
  };
};
