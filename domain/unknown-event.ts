/**
 * The fold has met an event that this program cannot place: it does not know the type, or not there. Nothing is folded past
 * it; the version that wrote the event, or a later one, goes on where this one stopped.
 */
export class UnknownEvent extends Error {
  readonly streamId: string;
  readonly seq: number;
  readonly type: string;

  constructor({ streamId, seq, type }: { streamId: string; seq: number; type: string }) {
    super(
      `${streamId}: this program does not know event ${String(seq)} of type "${type}"; ` +
        'run the version that wrote it, or a later one',
    );
    this.name = 'UnknownEvent';
    this.streamId = streamId;
    this.seq = seq;
    this.type = type;
  }
}
