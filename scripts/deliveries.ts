import type { MuteReader } from '../record/door/delivery-book';
import { confirmDeliveries, muteDeliveries } from '../record/mute';
import type { OpenRecord } from '../record/open-record';
import { CannotRun, optionsIn, runCommand } from './recovery/command';
import { closeRecord, openForReading, openForRepair } from './recovery/record';

const usage = 'deliveries [--confirm --by NAME | --mute --why TEXT --by NAME]';

const options = {
  confirm: { type: 'boolean' },
  mute: { type: 'boolean' },
  why: { type: 'string' },
  by: { type: 'string' },
} as const;

const tell = async ({ door, sources }: { door: MuteReader; sources: OpenRecord['sources'] }): Promise<void> => {
  const muted = await door.muted();
  console.log(
    muted === undefined
      ? 'Webhooks are delivered.'
      : `Muted since ${muted.since}: ${muted.why}. Nothing is sent until \`npm run deliveries -- --confirm --by NAME\`.`,
  );
  const rows: { recipient: string; state: string; n: number | string; oldest: string }[] = await sources.read.query(
    `SELECT recipient, state, COUNT(*) AS n, MIN(created_at) AS oldest FROM notification
     WHERE channel = 'webhook' AND state <> 'sent' GROUP BY recipient, state ORDER BY recipient, state`,
  );
  for (const { recipient, state, n, oldest } of rows)
    console.log(`${recipient}: ${n} ${state}, the oldest of ${oldest}`);
};

/** Whether webhooks are delivered, what waits, and the switch: a copy of a record must not speak for the original. */
runCommand('deliveries', async ({ config, logger }) => {
  const { confirm = false, mute = false, why, by } = optionsIn(process.argv.slice(2), options, usage);
  if (confirm && mute) throw new CannotRun(`one of both\nUsage: ${usage}`);
  const isChange = confirm || mute;
  if (isChange && by === undefined) throw new CannotRun(`who says so? --by NAME\nUsage: ${usage}`);
  if (mute && why === undefined) throw new CannotRun(`for what reason? --why TEXT\nUsage: ${usage}`);
  const record = await (isChange ? openForRepair : openForReading)(config, logger);
  try {
    if (mute) await muteDeliveries(record.door, by ?? '', why ?? '');
    if (confirm && !(await confirmDeliveries(record.door, by ?? ''))) console.log('Nothing was muted.');
    await tell(record);
    return 0;
  } finally {
    await closeRecord(record);
  }
});
