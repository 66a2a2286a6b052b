import type { AnyFile } from '../domain/modules';
import { moduleOf, type StreamFile, type StreamModule } from '../domain/stream-module';
import type { StreamEnvelope } from './stream-work';
import { envelopeIn, eventsAfter } from './envelopes';
import type { Found } from './found';
import type { Tx } from './transaction';

type Modules = readonly StreamModule[];

/** True for a file that this program would have made: one of another shape is folded again from its events. */
export const isOfThisShape = (modules: Modules, streamId: string, { shape }: Pick<AnyFile, 'shape'>): boolean =>
  shape === moduleOf(modules, streamId).shape;

/** The file that all events of a stream make. @throws {@link UnreadableEvent} where the program cannot read one. */
export const foldedFrom = (modules: Modules, streamId: string, events: StreamEnvelope[]): AnyFile => {
  const module = moduleOf(modules, streamId);
  const file = events.reduce<StreamFile | null>((made, event) => module.evolve(made, event), null);
  if (file === null) throw new Error(`${streamId} has no events`);
  return file as AnyFile;
};

/** What was found under the lock, with the file folded again where it is of another shape: one more round trip then. */
export const refolded = async <F extends AnyFile>(
  modules: Modules,
  tx: Tx,
  streamId: string,
  found: Found<F> | null,
): Promise<Found<F> | null> => {
  if (found === null || isOfThisShape(modules, streamId, found.file)) return found;
  const [events] = await tx.batch([eventsAfter(streamId, 0)]);
  return { ...found, file: foldedFrom(modules, streamId, (events?.rows ?? []).map(envelopeIn)) as F };
};
