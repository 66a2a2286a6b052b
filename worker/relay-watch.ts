import type { Logger } from '../logger';
import type { StreamEnvelope } from '../record/stream-work';
import type { Meter } from '../telemetry/meter';

/** What the relay tells about its work. */
export interface RelayWatch {
  carried(streamId: string, events: readonly StreamEnvelope[]): void;
  failed(streamId: string, error: unknown): void;
}

/**
 * Counts what was carried and how late, and writes one line for each signal. `causes` holds the `command:<key>` of the
 * commands, by which the line is found from that of the request.
 */
export const watchRelay = ({ relayed, relayFailures, relayLag }: Meter, logger: Logger): RelayWatch => ({
  carried(streamId, events) {
    const nowMs = Date.now();
    relayed.inc(events.length);
    for (const { at } of events) relayLag.observe(Math.max(0, nowMs - Date.parse(at)) / 1000);
    const causes = [...new Set(events.map(({ cause }) => cause))];
    logger.info('events sent', { streamId, seqs: events.map(({ seq }) => seq), causes });
  },
  failed(streamId, error) {
    relayFailures.inc();
    logger.warn('events not sent', { streamId, error });
  },
});
