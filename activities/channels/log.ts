import type { Logger } from '../../logger';
import type { Channel } from './channel';

/** One line for each notification: which, about what, to whom by reference. No text and no personal data. */
export const createLogChannel =
  (logger: Logger): Channel =>
  ({ idemKey, streamId, seq, template, recipient }) => {
    logger.info('notification delivered', { idemKey, streamId, seq, template, recipient });
    return Promise.resolve({ ok: true, providerRef: 'log' });
  };
