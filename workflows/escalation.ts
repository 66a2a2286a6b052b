import type { EscalationFile } from '../domain/escalation/file';
import { inTemporal } from './in-temporal';
import { liveMatter, matter } from './lives';
import { openStream } from './mailbox';
import type { StreamArgs } from './messages';

/** The workflow of one 督办, 约谈 or 通报. */
export async function escalation(args: StreamArgs<EscalationFile>): Promise<void> {
  await liveMatter(openStream(args, matter), inTemporal);
}
