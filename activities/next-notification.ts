import { In, IsNull, Not } from 'typeorm';
import { toMs } from '../domain/clock/instant';
import type { DataSources } from '../entities/data-source';
import { NotificationRow } from '../entities/ledger.entity';
import type { RecordClock } from '../record/door/clockwork';
import type { MuteReader } from '../record/door/delivery-book';

/** While nothing may be sent, it is asked again this often whether that is over. */
const mutedMs = 30_000;

/** Until the next notification is due, by the record's clock: 0 when one is, null when none waits. */
export async function nextNotificationInMs(
  sources: DataSources,
  door: RecordClock & MuteReader,
): Promise<number | null> {
  const next = await sources.read.getRepository(NotificationRow).findOne({
    select: { idemKey: true, nextAt: true },
    where: { state: In(['queued', 'sending']), nextAt: Not(IsNull()) },
    order: { nextAt: 'ASC' },
  });
  if (!next?.nextAt) return null;
  const inMs = Math.max(0, toMs(next.nextAt) - toMs(await door.now()));
  return (await door.muted()) === undefined ? inMs : Math.max(mutedMs, inMs);
}
