import type { CaseEnvelope } from '../domain/case/facts';
import type { CaseFile } from '../domain/case/file';
import type { EscalationEnvelope } from '../domain/escalation/facts';
import type { EscalationFile } from '../domain/escalation/file';
import type { StreamEnvelope } from './stream-work';
import { envelopeIn, eventsAfter } from './envelopes';
import { kindOfStream, type AnyFile, type Found, type Kinds } from './kinds';
import type { Tx } from './transaction';

/** True for a file that this program would have made: one of another shape is folded again from its events. */
export const isOfThisShape = (kinds: Kinds, streamId: string, { shape }: Pick<AnyFile, 'shape'>): boolean =>
  shape === kinds[kindOfStream(streamId)].shape;

/** The file that all events of a stream make. @throws {@link UnknownEvent} where the program does not know one. */
export const foldedFrom = (kinds: Kinds, streamId: string, events: StreamEnvelope[]): AnyFile => {
  // The log of a stream holds events of its own kind only.
  const file =
    kindOfStream(streamId) === 'case'
      ? (events as CaseEnvelope[]).reduce<CaseFile | null>((made, event) => kinds.case.rules.evolve(made, event), null)
      : (events as EscalationEnvelope[]).reduce<EscalationFile | null>(
          (made, event) => kinds.escalation.rules.evolve(made, event),
          null,
        );
  if (file === null) throw new Error(`${streamId} has no events`);
  return file;
};

/** What was found under the lock, with the file folded again where it is of another shape: one more round trip then. */
export const refolded = async <F extends AnyFile>(
  kinds: Kinds,
  tx: Tx,
  streamId: string,
  found: Found<F> | null,
): Promise<Found<F> | null> => {
  if (found === null || isOfThisShape(kinds, streamId, found.file)) return found;
  const [events] = await tx.batch([eventsAfter(streamId, 0)]);
  return { ...found, file: foldedFrom(kinds, streamId, (events?.rows ?? []).map(envelopeIn)) as F };
};
