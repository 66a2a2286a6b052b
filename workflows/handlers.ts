import { ApplicationFailure, condition, setHandler } from '@temporalio/workflow';
import { barrier, committed, inspect, resync, type StreamArgs } from './messages';
import { beginLife, inspectionOf, type StreamLife } from './stream-life';

function checkSeq(seq: unknown): void {
  if (!Number.isSafeInteger(seq) || Number(seq) < 1) {
    throw ApplicationFailure.nonRetryable('seq must be a whole number from 1', 'bad-seq');
  }
}

/**
 * Opens the mailbox of a stream. Call it before the first await: a signal that comes with the start is then in the inbox
 * when this returns.
 */
export function openStream(args: StreamArgs): StreamLife {
  const life = beginLife(args);
  setHandler(committed, (news) => {
    life.inbox.push(news);
  });
  setHandler(inspect, () => inspectionOf(life));
  setHandler(
    barrier,
    async (seq) => {
      life.wanted = Math.max(life.wanted, seq);
      await condition(() => life.appliedSeq >= seq || life.leaving);
      return { appliedSeq: life.appliedSeq };
    },
    { validator: checkSeq },
  );
  setHandler(resync, async () => {
    life.rereads = true;
    await condition(() => (!life.rereads && !life.hasMore) || life.leaving);
    return { appliedSeq: life.appliedSeq };
  });
  return life;
}
