import type { AnyEnvelope, AnyFile } from '../domain/modules';
import type { Directory } from '../domain/people/directory';
import type { Telling } from '../domain/people/telling';
import { aimOf, basisOf, outcomeOf, type Asked } from './command-basis';
import { decide } from './decide';
import type { Engine } from './engine';
import { commandKey } from './hash';
import { failureOf } from './idempotent';
import type { DoorFailure, Outcome } from './request';
import { seal, type SealedStream } from './seal-streams';
import { transact } from './transaction';

/** A stream as the command would leave it. */
export interface PreviewedStream {
  streamId: string;
  /** As it was found; null where the command would open it. */
  before: AnyFile | null;
  after: AnyFile;
  events: AnyEnvelope[];
  tellings: Telling[];
}

/** What a command would come to. Numbers in it are those that would be given now: others may take them first. */
export interface Previewed {
  outcome: Outcome;
  /** The one that the command is about first; empty where it would be refused. */
  streams: PreviewedStream[];
  /** Of the town, as it was read; null where nothing was decided. */
  directory: Directory | null;
}

const streamOf = ({ streamId, found, file, envelopes, told }: SealedStream): PreviewedStream => ({
  streamId,
  before: found?.file ?? null,
  after: file,
  events: envelopes,
  tellings: told.flatMap(({ tellings }) => tellings),
});

/**
 * Decides a command as `execute` does, under the same lock and by the same rules, and lets the transaction go: nothing is
 * written, no key is claimed, and a counter that does not exist yet is not made for it.
 */
export const preview = async (engine: Engine, asked: Asked): Promise<Previewed | { failure: DoorFailure }> => {
  const aim = aimOf(asked.target);
  // Of no request: events that are never written name no key that anybody could send.
  const cmdKey = commandKey(asked.personId, '');
  try {
    return await transact(engine.store, async (tx): Promise<Previewed> => {
      const on = await basisOf(engine, asked, { tx, before: [], cmdKey, aim });
      if ('early' in on) return { outcome: on.early, streams: [], directory: null };
      const work = await decide(tx, on.basis);
      const sealed = seal(work);
      const outcome = outcomeOf(work, sealed, { aim, stranger: on.stranger });
      const streams = outcome.kind === 'done' ? sealed.map(streamOf) : [];
      return { outcome, streams, directory: on.town.directory };
    });
  } catch (error) {
    return failureOf(engine.store, error);
  }
};
