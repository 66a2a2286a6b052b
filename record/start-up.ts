import type { Config, Environment } from '../config';
import { createLogger, type Logger } from '../logger';
import { checkStart, type ProgramDuties } from './start-check';

/**
 * The beginning of a service: everything is looked at, then there is a log, and in it what was put right.
 *
 * @throws ConfigError with everything that is wrong
 */
export const startUp = async (
  service: string,
  duties: ProgramDuties = {},
  env?: Environment,
): Promise<{ config: Config; logger: Logger }> => {
  const { config, notes } = await checkStart(env, duties);
  const logger = createLogger({ level: config.logLevel, service });
  for (const note of notes) logger.warn('put right at start', { note });
  return { config, logger };
};
