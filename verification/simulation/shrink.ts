import { playScript, type Played, type PlayOptions } from './play';

const mostPlays = 1_500;

/** The shortest script found that breaks the same promise: leaves out halves, quarters, and at last single steps. */
export const shrink = async (options: PlayOptions, failed: Played): Promise<Played> => {
  const wanted = failed.violations[0]?.invariant;
  let best = failed;
  let plays = 0;
  let size = Math.ceil(best.script.steps.length / 2);
  while (size >= 1 && plays < mostPlays) {
    let isShorter = false;
    for (let at = 0; at < best.script.steps.length && plays < mostPlays;) {
      const steps = best.script.steps.toSpliced(at, size);
      const tried = await playScript(options, { ...best.script, steps });
      plays += 1;
      if (tried.violations.some(({ invariant }) => invariant === wanted)) {
        best = tried;
        isShorter = true;
      } else at += size;
    }
    if (!isShorter || size > best.script.steps.length) {
      if (size === 1 && !isShorter) break;
      size = size === 1 ? 1 : Math.ceil(size / 2);
    }
  }
  return best;
};
