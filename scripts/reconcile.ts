import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findingClasses, type FindingClass } from '../record/reconcile/finding';
import { mend } from '../record/reconcile/mend';
import { exitCodeOf, reportInWords } from '../record/reconcile/report';
import { runChecks, type CheckReport } from '../record/reconcile/run-checks';
import { CannotRun, fileIn, optionsIn, progressLine, runCommand, wholeIn, type Command } from './recovery/command';
import { openEngine } from './recovery/engine';
import { closeRecord, openForReading, openForRepair, requireStream, sceneOf } from './recovery/record';

const usage = `reconcile [check] [--class D1,D2] [--stream ID] [--after ID] [--anchors FILE] [--json FILE] [--rate N] [--own-temporal]
       reconcile fix --class Dn [--stream ID] [--yes] [--by NAME] [--rate N] [--own-temporal]`;

const options = {
  class: { type: 'string' },
  stream: { type: 'string' },
  after: { type: 'string' },
  anchors: { type: 'string' },
  json: { type: 'string' },
  rate: { type: 'string' },
  by: { type: 'string' },
  yes: { type: 'boolean' },
  'own-temporal': { type: 'boolean' },
} as const;

type Options = ReturnType<typeof optionsIn<typeof options>>;

/** Long enough for the relay to have sent what was just written. */
const confirmMs = 3_000;
const standardRate = 100;

const classesIn = (text: string | undefined): FindingClass[] => {
  if (text === undefined) return [...findingClasses];
  return text.split(',').map((name) => {
    const known = findingClasses.find((one) => one === name.trim().toUpperCase());
    if (known === undefined) throw new CannotRun(`${name} is no class: ${findingClasses.join(', ')}`);
    return known;
  });
};

const keepReport = (file: string, report: CheckReport): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  console.log(`JSON report: ${file}`);
};

const check = async ({ config, logger, isStopping }: Command, given: Options): Promise<number> => {
  const perSecond = wholeIn('rate', given.rate, standardRate);
  const classes = classesIn(given.class);
  const anchorFile = fileIn('anchors', given.anchors) ?? null;
  const record = await openForReading(config, logger);
  await requireStream(record.sources, given.stream);
  const isOwn = given['own-temporal'] === true || (record.sources.type === 'sqlite' && !record.isShared);
  const engine = await openEngine({ config, logger, isOwn, door: record.door, perSecond });
  const scene = await sceneOf(record, {
    config,
    logger,
    temporal: engine?.view ?? null,
    anchorFile,
  });
  try {
    const say = progressLine();
    const report = await runChecks(scene, {
      classes,
      confirmMs,
      isStopping,
      ...(given.stream === undefined ? {} : { streamId: given.stream }),
      ...(given.after === undefined ? {} : { afterId: given.after }),
      onProgress: ({ streams, lastId, findings }) => {
        say(() => `${streams} streams, ${findings} findings, now after ${lastId}`);
      },
    });
    console.log(reportInWords(report));
    keepReport(given.json ?? join(config.dataDir, 'reconcile.json'), report);
    return exitCodeOf(report);
  } finally {
    await scene.close();
    await engine?.close();
    await closeRecord(record);
  }
};

const fix = async ({ config, logger, isStopping }: Command, given: Options): Promise<number> => {
  if (given.class === undefined) throw new CannotRun(`which class?\nUsage: ${usage}`);
  const perSecond = wholeIn('rate', given.rate, standardRate);
  const classes = classesIn(given.class);
  const record = await openForRepair(config, logger);
  await requireStream(record.sources, given.stream);
  const isOwn = given['own-temporal'] === true || record.sources.type === 'sqlite';
  const engine = await openEngine({ config, logger, isOwn, door: record.door, perSecond });
  const scene = await sceneOf(record, { config, logger, temporal: engine?.view ?? null });
  try {
    const report = await runChecks(scene, {
      classes,
      confirmMs,
      isStopping,
      ...(given.stream === undefined ? {} : { streamId: given.stream }),
    });
    console.log(reportInWords(report));
    if (given.yes !== true) {
      console.log('Nothing was changed. To do it: add --yes');
      return exitCodeOf(report);
    }
    let left = 0;
    for (const finding of report.findings) {
      const mended = await mend({ scene, door: record.door, operator: given.by ?? 'not named' }, finding);
      if (!mended.done) left += 1;
      console.log(`${finding.class} ${finding.ref}: ${mended.done ? 'mended' : 'left as it is'}, ${mended.detail}`);
    }
    return left > 0 ? 1 : 0;
  } finally {
    await scene.close();
    await engine?.close();
    await closeRecord(record);
  }
};

runCommand('reconcile', (command) => {
  const [first = 'check', ...rest] = process.argv.slice(2);
  const isNamed = first === 'check' || first === 'fix';
  if (!isNamed && !first.startsWith('--')) throw new CannotRun(`Usage: ${usage}`);
  const given = optionsIn(isNamed ? rest : [first, ...rest], options, usage);
  return first === 'fix' ? fix(command, given) : check(command, given);
});
