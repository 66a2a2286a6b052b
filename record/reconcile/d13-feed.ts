import { read } from '../reading';
import { text, whole } from '../row';
import { marks, statement } from '../sql';
import type { StreamCheck } from './check';

/** Events that no reader of the feed ever gets, as a process of a release without one writes them. */
export const notInFeed: StreamCheck = {
  class: 'D13',
  asksTemporal: false,
  async look(streams, { store }) {
    const ids = streams.map(({ streamId }) => streamId);
    if (ids.length === 0) return [];
    const [rows] = await read(store, [
      statement(
        `SELECT e.stream_id, COUNT(*) AS events, MIN(e.seq) AS first FROM event e
         LEFT JOIN feed f ON f.event_id = e.event_id
         WHERE e.stream_id IN (${marks(ids)}) AND f.event_id IS NULL GROUP BY e.stream_id ORDER BY e.stream_id`,
        ids,
      ),
    ]);
    return (rows ?? []).map((row) => {
      const events = whole(row, 'events');
      const firstSeq = whole(row, 'first');
      const what = `${events} of its events are not in the feed, the first is event ${firstSeq}`;
      return { class: 'D13' as const, ref: text(row, 'stream_id'), what, evidence: { events, firstSeq } };
    });
  },
};
