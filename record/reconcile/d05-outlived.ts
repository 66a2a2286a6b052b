import { perStream } from './check';

/** The stream has ended and its workflow has not. */
export const outlived = perStream('D5', ({ life, isEnded, unsent, status }) => {
  if (!isEnded || unsent > 0 || life?.run?.state !== 'running') return null;
  return { what: `it is ${status} and its workflow still runs`, evidence: { status } };
});
