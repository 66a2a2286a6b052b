import type { Logger } from '../logger';
import type { Muted } from '../record/due-message';

/** Says once when webhooks are muted, with the way on, and once when they go out again. */
export const watchMute = (logger: Logger): ((muted: Muted | null) => void) => {
  let isMuted = false;
  return (muted) => {
    if (muted !== null && !isMuted) {
      logger.warn('webhooks are muted: nothing is sent until an operator confirms', {
        ...muted,
        command: 'npm run deliveries -- --confirm --by NAME',
      });
    }
    if (muted === null && isMuted) logger.info('webhooks are delivered again');
    isMuted = muted !== null;
  };
};
