import { setTimeout } from 'node:timers/promises';
import { tuning } from '../../tuning';

const { everyMs, gatherMs } = tuning.changes;

/** Rounds one after another, at once where there is something to do, as long as anybody is there. */
export interface Turns {
  /** Somebody has come. */
  begin(): void;
  /** Something was committed. */
  wake(): void;
}

interface Around {
  /** One look; `isWoken`: something was committed here since the last. True where more is waiting. */
  round: (isWoken: boolean) => Promise<boolean>;
  isOver: () => boolean;
  onOver: () => void;
  onError: (error: unknown) => void;
}

export const createTurns = ({ round, isOver, onOver, onError }: Around): Turns => {
  const asked = { newcomer: false, commit: false };
  let isRunning = false;
  let pause = new AbortController();

  /** Until it is time, or until somebody is there or something was committed. */
  const rest = async (): Promise<void> => {
    if (asked.newcomer || asked.commit) return;
    pause = new AbortController();
    await setTimeout(everyMs, undefined, { signal: pause.signal, ref: false }).catch(() => undefined);
  };

  const turn = async (): Promise<void> => {
    const isWoken = asked.commit;
    Object.assign(asked, { newcomer: false, commit: false });
    const hasMore = await round(isWoken).catch((error: unknown) => {
      onError(error);
      return false;
    });
    if (hasMore) return;
    await rest();
    if (asked.commit) await setTimeout(gatherMs, undefined, { ref: false });
  };

  const run = async (): Promise<void> => {
    while (!isOver()) await turn();
    isRunning = false;
    onOver();
  };

  return {
    begin() {
      asked.newcomer = true;
      pause.abort();
      if (isRunning) return;
      isRunning = true;
      void run();
    },
    wake() {
      asked.commit = true;
      pause.abort();
    },
  };
};
