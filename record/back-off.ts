/** How long something that fails is left alone. */
export interface BackOff {
  firstMs: number;
  longestMs: number;
}

/** Milliseconds until the next try after so many failed ones: twice as long each time, up to the longest. */
export const waitAfter = (attempts: number, { firstMs, longestMs }: BackOff): number =>
  Math.min(longestMs, firstMs * 2 ** Math.min(Math.max(attempts, 1) - 1, 30));

/** An error in a few words for the log and the operator. A stored text that is no JSON would be quoted in the message. */
export const inWords = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return String(error).slice(0, 200);
  const [name, message] = ['name', 'message'].map((field): unknown => Reflect.get(error, field));
  return (name === 'SyntaxError' ? 'SyntaxError' : `${String(name)}: ${String(message)}`).slice(0, 200);
};
