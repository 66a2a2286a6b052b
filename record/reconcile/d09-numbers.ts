import { read } from '../reading';
import { text, whole } from '../row';
import { statement } from '../sql';
import type { RecordCheck } from './check';
import type { Finding } from './finding';

/** Counters that serialise something else than numbers. */
const notNumbers = 'late:';

/** Each scope's numbers run from 1 to its counter, and each belongs to the event that gave it. */
export const numbers: RecordCheck = {
  class: 'D9',
  asksTemporal: false,
  async look({ store }) {
    const [given, counters, lost] = await read(store, [
      statement('SELECT scope, COUNT(*) AS given, MIN(n) AS first, MAX(n) AS last FROM paper GROUP BY scope'),
      statement('SELECT scope, n FROM counter'),
      statement(
        `SELECT p.scope, p.n, p.number, p.stream_id, p.seq FROM paper p
         LEFT JOIN event e ON e.stream_id = p.stream_id AND e.seq = p.seq
         WHERE p.state <> 'void' AND e.stream_id IS NULL`,
      ),
    ]);
    const ofScope = new Map((given ?? []).map((row) => [text(row, 'scope'), row]));
    const counted = new Map((counters ?? []).map((row) => [text(row, 'scope'), whole(row, 'n')]));
    const scopes = [...new Set([...ofScope.keys(), ...counted.keys()])].filter(
      (scope) => !scope.startsWith(notNumbers),
    );
    const findings = scopes.flatMap((scope): Finding[] => {
      const row = ofScope.get(scope);
      const counter = counted.get(scope) ?? 0;
      const count = row === undefined ? 0 : whole(row, 'given');
      const last = row === undefined ? 0 : whole(row, 'last');
      const isWhole = count === last && (row === undefined || whole(row, 'first') === 1);
      if (isWhole && last === counter) return [];
      const what = isWhole
        ? `the counter stands at ${counter}, the last number given is ${last}`
        : `${count} numbers were given up to ${last}: some are missing`;
      return [{ class: 'D9', ref: scope, what, evidence: { counter, given: count, last } }];
    });
    const orphans = (lost ?? []).map((row): Finding => ({
      class: 'D9',
      ref: text(row, 'scope'),
      what: `number ${whole(row, 'n')} (${text(row, 'number')}) was given by an event that is not in the log`,
      evidence: { n: whole(row, 'n'), streamId: text(row, 'stream_id'), seq: whole(row, 'seq') },
    }));
    return [...findings, ...orphans];
  },
};
