import type { NumberIssue, PaperIssue } from '../../domain/stream';
import { rowsOf, text, whole } from './check-dump';
import type { Material, Violation } from './check-material';

/** I12: the numbers of a scope are 1..n, each once, each of exactly one event, and the counter stands at n. */
export const checkNumbers = ({ dump, logs }: Material): Violation[] => {
  const found: Violation[] = [];
  const say = (what: string, place: { stream?: string; seq?: number } = {}): void => {
    found.push({ invariant: 'I12', what, ...place });
  };
  const issued = new Map<string, { stream: string; seq: number }>();
  for (const { streamId, events } of logs.values()) {
    for (const { seq, body } of events) {
      const issues: (NumberIssue | PaperIssue)[] = [
        ...('paper' in body ? [body.paper] : []),
        ...('number' in body ? [body.number] : []),
      ];
      for (const { scope, n } of issues) {
        const name = `${scope} ${n}`;
        const other = issued.get(name);
        if (other) say(`${name} was given twice, also to ${other.stream}:${other.seq}`, { stream: streamId, seq });
        issued.set(name, { stream: streamId, seq });
      }
    }
  }
  const scopes = new Map<string, number[]>();
  for (const row of rowsOf(dump, 'paper')) {
    const scope = text(row, 'scope');
    const name = `${scope} ${whole(row, 'n')}`;
    scopes.set(scope, [...(scopes.get(scope) ?? []), whole(row, 'n')]);
    const event = issued.get(name);
    if (event?.stream !== text(row, 'stream_id') || event.seq !== whole(row, 'seq'))
      say(`${name} is not linked to the event that gave it`, {
        stream: text(row, 'stream_id'),
        seq: whole(row, 'seq'),
      });
    issued.delete(name);
  }
  for (const [name, place] of issued) say(`${name} stands in an event and in no paper`, place);
  const counters = new Map(rowsOf(dump, 'counter').map((row) => [text(row, 'scope'), whole(row, 'n')]));
  for (const [scope, numbers] of scopes) {
    numbers.sort((a, b) => a - b);
    const hole = numbers.findIndex((n, index) => n !== index + 1);
    if (hole >= 0) say(`${scope}: ${numbers[hole] ?? 0} comes after ${numbers[hole - 1] ?? 0}`);
    if (counters.get(scope) !== numbers.length)
      say(`${scope}: the counter stands at ${counters.get(scope) ?? 'nothing'} after ${numbers.length} numbers`);
  }
  return found;
};
