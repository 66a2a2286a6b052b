/** A folded stream: its version is the `seq` of the last event in it. */
interface Folded {
  version: number;
}

export interface Followed<F> {
  file: F | null;
  /** An event before some of those that came is missing: ask the record for what follows the file. */
  gap: boolean;
}

/** Applies what follows on `file`, in order, whatever the order of arrival; what was applied before is ignored. */
export function follow<F extends Folded, E extends { seq: number }>(
  file: F | null,
  events: readonly E[],
  evolve: (file: F | null, event: E) => F,
): Followed<F> {
  let current = file;
  for (const event of [...events].sort((a, b) => a.seq - b.seq)) {
    const applied = current?.version ?? 0;
    if (event.seq <= applied) continue;
    if (event.seq > applied + 1) return { file: current, gap: true };
    current = evolve(current, event);
  }
  return { file: current, gap: false };
}
