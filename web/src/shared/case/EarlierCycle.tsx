import { Mark } from '../Mark';

interface EarlierCycleProps {
  cycle: number | undefined;
  /** The one that runs. */
  now: number | undefined;
}

/** `第 1 次整改` at what belongs to an earlier rectification than the one that runs; nothing at all else. */
export const EarlierCycle = ({ cycle, now }: EarlierCycleProps) =>
  cycle === undefined || now === undefined || cycle >= now ? null : <Mark look="plain">第 {cycle} 次整改</Mark>;
