import { relative } from 'node:path';
import { formatProblem, loadCalendar, loadPack, loadPacks, PackError, type Problem } from '../policies';

/** Exit code for a configuration that cannot be used (sysexits EX_CONFIG). */
const EX_CONFIG = 78;

const problemsOf = (load: () => unknown): Problem[] => {
  try {
    load();
    return [];
  } catch (error) {
    if (error instanceof PackError) return error.problems;
    throw error;
  }
};

/** Checks the given pack files or folders, or else all packs and calendars, and prints what is wrong with them. */
const main = (paths: string[]): void => {
  const loads =
    paths.length > 0 ? paths.map((path) => () => loadPack(path)) : [() => loadPacks(), () => loadCalendar()];
  const problems = loads.flatMap(problemsOf);
  for (const problem of problems) {
    process.stdout.write(`${formatProblem({ ...problem, file: relative(process.cwd(), problem.file) })}\n`);
  }
  process.stdout.write(
    problems.length === 0 ? '政策文件没有问题。\n' : `共 ${String(problems.length)} 处问题，没有加载。\n`,
  );
  if (problems.length > 0) process.exitCode = EX_CONFIG;
};

main(process.argv.slice(2));
