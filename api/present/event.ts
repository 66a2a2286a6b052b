import type { Signer } from '../../domain/stream';
import type { EventRow } from '../../entities/stream.entity';
import type { StreamEnvelope } from '../../record/stream-work';
import type { DoneEventAnswer, EventAnswer } from '../answers/event';
import type { SignerAnswer } from '../answers/signer';
import { compact } from '../compact';
import { withoutPostsOfAliases } from './signer';

const presentSigner = (signer: Signer): SignerAnswer =>
  signer.kind === 'system'
    ? { kind: 'system' }
    : withoutPostsOfAliases(compact({ kind: 'person', personId: signer.personId, post: signer.post }));

/** An event of the log, whole. */
export const presentEvent = (event: EventRow | StreamEnvelope): EventAnswer => ({
  seq: event.seq,
  type: event.type,
  at: event.at,
  actor: presentSigner(event.actor),
  cause: event.cause,
  body: withoutPostsOfAliases(event.body),
  hash: event.hash,
});

/** An event in the answer of a command. */
export const presentDone = (event: StreamEnvelope): DoneEventAnswer => ({
  seq: event.seq,
  type: event.type,
  at: event.at,
  actor: presentSigner(event.actor),
});
