import type { CaseFile } from '../domain/case/file';
import { inTemporal } from './in-temporal';
import { hazard, liveHazard } from './lives';
import { openStream } from './mailbox';
import type { StreamArgs } from './messages';

/** The workflow of one hazard. */
export async function hazardCase(args: StreamArgs<CaseFile>): Promise<void> {
  await liveHazard(openStream(args, hazard), inTemporal);
}
