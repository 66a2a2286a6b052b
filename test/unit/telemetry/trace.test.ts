import { currentTrace, inTrace, newTrace } from '../../../telemetry/trace';

const theirs = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('the trace of a request', () => {
  it('goes on with the trace id of a traceparent and gives the step an id of its own', () => {
    const trace = newTrace(`00-${theirs}-00f067aa0ba902b7-01`);
    expect(trace.traceId).toBe(theirs);
    expect(trace.spanId).toMatch(/^[\da-f]{16}$/);
    expect(trace.spanId).not.toBe('00f067aa0ba902b7');
  });

  it.each([
    ['is missing', undefined],
    ['has another version', `01-${theirs}-00f067aa0ba902b7-01`],
    ['has a trace id of zeros', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
    ['has a span id of zeros', `00-${theirs}-${'0'.repeat(16)}-01`],
    ['holds more than an id', `00-${theirs}-00f067aa0ba902b7-01\nx`],
    ['is in capitals', `00-${theirs.toUpperCase()}-00f067aa0ba902b7-01`],
  ])('makes a trace id where the traceparent %s', (_, header) => {
    const { traceId } = newTrace(header);
    expect(traceId).toMatch(/^[\da-f]{32}$/);
    expect(traceId).not.toBe(theirs);
  });

  it('is known to everything that the request waits for, and to nothing else', async () => {
    const one = newTrace();
    const other = newTrace();
    const later = async (): Promise<string | undefined> => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return currentTrace()?.traceId;
    };
    expect(await Promise.all([inTrace(one, later), inTrace(other, later), later()])).toEqual([
      one.traceId,
      other.traceId,
      undefined,
    ]);
  });
});
