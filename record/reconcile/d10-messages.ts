import { plusMs } from '../../domain/clock/instant';
import { read } from '../reading';
import { text, textOrNull, whole } from '../row';
import { statement } from '../sql';
import type { RecordCheck } from './check';
import { sceneNow } from './scene';

/** Deliveries look every second; a message that nobody took for so long was forgotten. */
const forgottenAfterMs = 600_000;
/** No pause between attempts is longer than an hour. */
const longestPauseMs = 7_200_000;

/** Messages that are neither sent nor given up and that nobody will send. */
export const forgottenMessages: RecordCheck = {
  class: 'D10',
  asksTemporal: false,
  async look(scene) {
    const now = await sceneNow(scene);
    const [rows] = await read(scene.store, [
      statement(
        `SELECT idem_key, stream_id, seq, state, attempts, next_at, created_at FROM notification
         WHERE state IN ('queued', 'sending') AND (next_at IS NULL OR next_at <= ? OR next_at > ?) ORDER BY created_at`,
        [plusMs(now, -forgottenAfterMs), plusMs(now, longestPauseMs)],
      ),
    ]);
    return (rows ?? []).map((row) => {
      const state = text(row, 'state');
      const nextAt = textOrNull(row, 'next_at');
      return {
        class: 'D10' as const,
        ref: text(row, 'idem_key'),
        what: `the message of ${text(row, 'created_at')} is ${state} and was to be tried ${nextAt === null ? 'never' : `at ${nextAt}`}`,
        evidence: {
          streamId: text(row, 'stream_id'),
          seq: whole(row, 'seq'),
          state,
          nextAt,
          attempts: whole(row, 'attempts'),
        },
      };
    });
  },
};
