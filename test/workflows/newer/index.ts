import type { CaseEnvelope } from '../../../domain/case/facts';
import type { CaseFile } from '../../../domain/case/file';
import { inTemporal } from '../../../workflows/in-temporal';
import { hazard, liveHazard } from '../../../workflows/lives';
import { openStream } from '../../../workflows/mailbox';
import type { StreamArgs } from '../../../workflows/messages';
import type { StreamKind } from '../../../workflows/stream';

export { deliver } from '../../../workflows/deliver';
export { escalation } from '../../../workflows/escalation';

/** The type of event that comes with this program. */
const FUTURE: string = 'blessed-by-a-later-program';

const knowing: StreamKind<CaseFile, CaseEnvelope> = {
  ...hazard,
  evolve: (file, event) =>
    event.type === FUTURE && file !== null ? { ...file, version: event.seq } : hazard.evolve(file, event),
};

/** A later program: the same life, and one type of event more. */
export async function hazardCase(args: StreamArgs<CaseFile>): Promise<void> {
  await liveHazard(openStream(args, knowing), inTemporal);
}
