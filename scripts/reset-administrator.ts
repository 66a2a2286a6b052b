import { userInfo } from 'node:os';
import { CannotReset, resetAdministrator } from '../api/reset-administrator';
import { openRecord } from '../record/open-record';
import { CannotRun, optionsIn, runCommand } from './recovery/command';
import { exitCodes } from '../run-process';

const usage = 'npm run reset-administrator -- [--username NAME] [--by NAME]';

/** A one-time password for a lost administrator, printed once. */
runCommand('reset-administrator', async ({ config, logger }) => {
  const options = { username: { type: 'string' }, by: { type: 'string' } } as const;
  const { username, by } = optionsIn(process.argv.slice(2), options, usage);
  const { door, sources, secretKey } = await openRecord({ config, logger });
  try {
    const done = await resetAdministrator({ door, secretKey }, { username, operator: by ?? userInfo().username });
    console.log(`One-time password of ${done.username}: ${done.oneTimePassword}`);
    console.log('It must be replaced at the first sign-in. All sessions and tokens of this account have ended.');
    return 0;
  } catch (error) {
    throw error instanceof CannotReset ? new CannotRun(error.message, exitCodes.failed) : error;
  } finally {
    door.close();
    await sources.close();
  }
});
