import type { Material, Violation } from './check-material';

/** I19: a read sees a beginning of the final log, and nobody sees less than what he saw before. */
export const checkReads = ({ sends, logs }: Material): Violation[] => {
  const found: Violation[] = [];
  const seen = new Map<string, { version: number; at: number }[]>();
  for (const { out, end } of sends.toSorted((a, b) => a.out.tMono - b.out.tMono)) {
    if (end?.phase !== 'ok' || end.version === null || end.stream === null) continue;
    const say = (what: string): void => {
      found.push({ invariant: 'I19', what, send: out.send, stream: end.stream ?? '', seq: end.version ?? 0 });
    };
    if (end.tail !== null && logs.get(end.stream)?.events[end.version - 1]?.hash !== end.tail)
      say(`${out.op} saw a version ${end.version} that is not in the log`);
    const name = `${out.session} ${end.stream}`;
    const before = seen.get(name) ?? [];
    const newest = Math.max(0, ...before.filter(({ at }) => at <= out.tMono).map(({ version }) => version));
    if (out.op === 'read' && end.version < newest) say(`read version ${end.version} after ${newest}`);
    seen.set(name, [...before, { version: end.version, at: end.tMono }]);
  }
  return found;
};

/** What was acknowledged before another command was first sent stands before it in the log. */
export const checkOrder = ({ commands, groups }: Material): Violation[] => {
  const byStream = new Map<string, { seq: number; sentAt: number; doneAt: number; send: number }[]>();
  for (const { cmdKey, ok, sends } of commands) {
    const group = groups.get(cmdKey)?.[0];
    if (!ok?.end || group === undefined) continue;
    const sentAt = Math.min(...sends.map(({ out }) => out.tMono));
    const entry = { seq: group.events[0]?.seq ?? 0, sentAt, doneAt: ok.end.tMono, send: ok.out.send };
    byStream.set(group.streamId, [...(byStream.get(group.streamId) ?? []), entry]);
  }
  const found: Violation[] = [];
  for (const [stream, entries] of byStream) {
    entries.sort((a, b) => b.seq - a.seq);
    let earliest = Infinity;
    for (const { seq, sentAt, doneAt, send } of entries) {
      // `earliest`: when the first of all later events was acknowledged.
      if (earliest < sentAt)
        found.push({ invariant: 'order', what: `event ${seq} was sent after a later one was done`, stream, seq, send });
      earliest = Math.min(earliest, doneAt);
    }
  }
  return found;
};
