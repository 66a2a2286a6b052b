import { setTimeout } from 'node:timers/promises';

/**
 * Waits until what a page shows is as the claim says: it follows what was done by a frame, an answer or both.
 * Throws what the claim throws after 15 s.
 */
export const atLast = async (claim: () => Promise<void>): Promise<void> => {
  const end = Date.now() + 15_000;
  for (;;) {
    try {
      await claim();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await setTimeout(50);
    }
  }
};
