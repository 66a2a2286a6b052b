import { evolveEscalation } from '../domain/escalation/evolve';
import type { EscalationEnvelope } from '../domain/escalation/facts';
import { isEscalationEnded, type EscalationFile } from '../domain/escalation/file';
import { live, takeLeave } from './live';
import type { StreamArgs } from './messages';
import { openStream, type StreamKind } from './stream';

const matter: StreamKind<EscalationFile, EscalationEnvelope> = {
  evolve: evolveEscalation,
  isEnded: isEscalationEnded,
};

/** The life in time of one 督办, 约谈 or 通报: one for however many late cases, with clocks of its own. */
export async function escalation(args: StreamArgs<EscalationFile>): Promise<void> {
  const stream = openStream(args, matter);
  await live(stream); // until it is completed, rejected or withdrawn
  await takeLeave(stream);
}
