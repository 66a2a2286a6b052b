import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** One request on its way through this process; joins the lines that are written for it. */
export interface Trace {
  /** 32 hex digits: the caller's, where it sent a `traceparent`, else ours. */
  traceId: string;
  /** 16 hex digits: always ours, so that callers who repeat a trace id do not blend. */
  spanId: string;
  /** `command:<key>`, as the events of this request name their cause. */
  cause?: string;
  /** Who signed by name; nobody where the source is protected, or nothing was written. */
  personId?: string;
}

const traces = new AsyncLocalStorage<Trace>();

/** Version 00 of the W3C recommendation; a trace id of zeros is invalid by it. */
const traceparent = /^00-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}$/;

/** A trace for a request that came with this `traceparent` header, or with none. */
export const newTrace = (header?: string): Trace => ({
  traceId: traceparent.exec(header ?? '')?.[1] ?? randomBytes(16).toString('hex'),
  spanId: randomBytes(8).toString('hex'),
});

export const inTrace = <T>(trace: Trace, work: () => T): T => traces.run(trace, work);

/** The request being served; undefined outside of one. */
export const currentTrace = (): Trace | undefined => traces.getStore();
