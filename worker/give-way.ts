import type { CommandRequest, DoorFailure } from '../record/request';
import type { CommandDoor } from '../record/door/command-door';
import { tuning } from '../tuning';

const { atOnce, longestWaitMs, retryAfterSeconds } = tuning.commandsInStorm;

/**
 * The same door with commands that give way: while many deadlines are due at once, two commands run and the others stand in
 * line, for at most four seconds; then they are turned away, to be sent again. Without this, people who push without limit
 * keep deadlines from being settled.
 */
export function givingWay<Door extends CommandDoor>(door: Door, isStorming: () => boolean): Door {
  const line = new Set<() => void>();
  let running = 0;

  const mayRun = (): boolean => running < atOnce || !isStorming();

  function next(): void {
    for (const go of line) {
      if (!mayRun()) return;
      go();
    }
  }

  /** False when it took too long. */
  const turn = (): Promise<boolean> =>
    new Promise((resolve) => {
      const leave = (mine: boolean): void => {
        line.delete(go);
        clearTimeout(timer);
        if (mine) running += 1;
        resolve(mine);
      };
      const go = (): void => {
        leave(true);
      };
      const timer = setTimeout(leave, longestWaitMs, false);
      line.add(go);
      next();
    });

  async function inTurn<T>(work: () => Promise<T>): Promise<T | { failure: DoorFailure }> {
    if (!(await turn())) return { failure: { kind: 'unavailable', retryAfterSeconds } };
    try {
      return await work();
    } finally {
      running -= 1;
      next();
    }
  }
  return {
    ...door,
    execute: (request: CommandRequest) => inTurn(() => door.execute(request)),
    preview: (asked: Parameters<Door['preview']>[0]) => inTurn(() => door.preview(asked)),
  };
}
