import { CannotRun, optionsIn, runCommand } from './recovery/command';
import { closeRecord, openForReading, openForRepair } from './recovery/record';

const usage = 'stuck [--retry --by NAME]';

/** Streams that cannot go on, with the reason; `--retry` makes the running service try all of them at once. */
runCommand('stuck', async ({ config, logger }) => {
  const given = optionsIn(process.argv.slice(2), { retry: { type: 'boolean' }, by: { type: 'string' } }, usage);
  const { retry = false, by } = given;
  if (retry && by === undefined) throw new CannotRun(`who says so? --by NAME\nUsage: ${usage}`);
  const record = await (retry ? openForRepair : openForReading)(config, logger);
  try {
    const setbacks = await record.door.setbacks();
    for (const { streamId, work, attempts, since, nextAt, reason } of setbacks) {
      console.log(`${streamId} ${work}: ${attempts} times since ${since}, again at ${nextAt}: ${reason}`);
    }
    if (setbacks.length === 0) console.log('Every stream can go on.');
    if (!retry) return setbacks.length === 0 ? 0 : 1;
    const hurried = await record.door.retrySetbacks();
    await record.door.audit({
      personId: 'system',
      townId: null,
      action: 'streams-retried',
      ref: 'all',
      data: { operator: by, hurried },
    });
    console.log(`${hurried} are tried again at once.`);
    return 0;
  } finally {
    await closeRecord(record);
  }
});
