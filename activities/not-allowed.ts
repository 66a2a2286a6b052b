import type { Logger } from '../logger';

/** Which receivers were found that may not be called, so that each is told once and not with every message and attempt. */
export interface NotAllowedReceivers {
  /** `receiver` is `host:port`. */
  refused(recipient: string, receiver: string, reason: string): void;
  /** The receiver was reached: a later refusal is news. */
  reached(recipient: string): void;
}

export const createNotAllowedReceivers = (logger: Logger): NotAllowedReceivers => {
  const told = new Map<string, string>();
  return {
    refused(recipient, receiver, reason) {
      if (told.get(recipient) === receiver) return;
      told.set(recipient, receiver);
      const remedy = `if it is to be called, set WEBHOOK_ALLOW=${receiver} (or its CIDR block) and start again; else delete the webhook`;
      logger.warn('receiver may not be called', { recipient, receiver, reason, remedy });
    },
    reached(recipient) {
      told.delete(recipient);
    },
  };
};
