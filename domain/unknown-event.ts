/** An event as far as it is named in an error. */
interface Named {
  streamId: string;
  seq: number;
  type: string;
  version?: number;
}

/**
 * The fold has met an event that it cannot read. Nothing is folded past it; the version that wrote the event, or a later one,
 * goes on where this one stopped.
 */
export abstract class UnreadableEvent extends Error {
  readonly streamId: string;
  readonly seq: number;
  readonly type: string;

  constructor({ streamId, seq, type }: Named, message: string) {
    super(message);
    this.streamId = streamId;
    this.seq = seq;
    this.type = type;
  }
}

/** Its type, or the version of its body, is not known to this program, or not there. */
export class UnknownEvent extends UnreadableEvent {
  constructor(event: Named) {
    const { streamId, seq, type, version } = event;
    super(
      event,
      `${streamId}: this program does not know event ${String(seq)} of type "${type}"` +
        `${version === undefined ? '' : ` in version ${String(version)}`}; ` +
        'run the version that wrote it, or a later one',
    );
    this.name = 'UnknownEvent';
  }
}

/** Its body lacks a field that every event of its type has. */
export class MissingField extends UnreadableEvent {
  constructor(
    event: Named,
    readonly field: string,
  ) {
    const { streamId, seq, type } = event;
    super(event, `${streamId}: event ${String(seq)} of type "${type}" lacks its field "${field}"`);
    this.name = 'MissingField';
  }
}
