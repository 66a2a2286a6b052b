import { writeFileSync } from 'node:fs';
import { materialOf } from './check-material';
import { reportOf } from './check-report';
import { leastOfDatabaseRun } from './check-vacuity';
import { verdictOn } from './check-verdict';
import { files, type RunVerdict } from './history';

/** `check.ts <folder>`: 0 when nothing is wrong, 1 with violations, 2 when the run proves nothing. */
const main = (folder: string): number => {
  const material = materialOf(folder);
  const verdict = verdictOn(material, leastOfDatabaseRun(material.run.database));
  const report = reportOf(verdict, material);
  writeFileSync(`${folder}/${files.report}`, `${report}\n`);
  const kinds = [...new Set(verdict.violations.map(({ invariant }) => invariant))];
  const said: RunVerdict = { violations: verdict.violations.length, kinds, void: verdict.void };
  writeFileSync(`${folder}/${files.verdict}`, JSON.stringify(said));
  console.log(report);
  if (said.violations > 0) return 1;
  return said.void.length > 0 ? 2 : 0;
};

process.exitCode = main(process.argv[2] ?? '.');
