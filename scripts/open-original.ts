import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { takeOutOriginal, CannotOpenOriginal } from '../record/take-out-original';
import { folderProblem } from '../record/writable';
import { CannotRun, optionsIn, runCommand } from './recovery/command';
import { closeRecord, openForRepair } from './recovery/record';
import { exitCodes } from '../run-process';

const usage = 'open-original <attachmentId> --to FILE';

/** The file of an upload as it was sent, with EXIF and all; for courts and experts. On SQLite the service must not run. */
runCommand('open-original', async ({ config, logger }) => {
  const [attachmentId = '', ...options] = process.argv.slice(2);
  if (!/^[0-9A-Za-z-]{1,128}$/.test(attachmentId)) throw new CannotRun(`which attachment?\nUsage: ${usage}`);
  const { to } = optionsIn(options, { to: { type: 'string' } }, usage);
  if (to === undefined) throw new CannotRun(`where to?\nUsage: ${usage}`);
  // Before it is noted that somebody has it.
  const folder = dirname(resolve(to));
  const wrongPlace = existsSync(folder)
    ? folderProblem('--to', folder, true)
    : `there is no folder ${folder}: make it first`;
  if (wrongPlace !== undefined) throw new CannotRun(wrongPlace);
  const record = await openForRepair(config, logger);
  try {
    const { sha256, mediaType, bytes } = await takeOutOriginal(
      { db: record.sources.read, door: record.door },
      {
        attachmentId,
        to: resolve(to),
        operator: userInfo().username,
        attachmentsDir: join(config.dataDir, 'attachments'),
        secretKey: record.secretKey,
      },
    );
    console.log(`${resolve(to)}: ${mediaType}, ${bytes} bytes, SHA-256 ${sha256}; noted in the audit log.`);
    return 0;
  } catch (error) {
    if (error instanceof CannotOpenOriginal) throw new CannotRun(error.message, exitCodes.failed);
    throw error;
  } finally {
    await closeRecord(record);
  }
});
