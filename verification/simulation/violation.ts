/** A broken promise: which one (`I1` … as the checker counts them, `crash` for an exception) and how it showed. */
export interface Violation {
  invariant: string;
  message: string;
}

/** Thrown where a promise is broken in the middle of the work. */
export class Broken extends Error implements Violation {
  constructor(
    readonly invariant: string,
    message: string,
  ) {
    super(message);
    this.name = 'Broken';
  }
}
