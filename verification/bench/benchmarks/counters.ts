import { createApp } from '../../../api/app';
import { appDepsOf } from '../../../api/compose';
import { serve } from '../../../api/server';
import { loadConfig } from '../../../config';
import type { Observation } from '../../../record/door-deps';
import { openRecord } from '../../../record/open-record';
import { atMost, type Benchmark } from '../benchmark';
import { countHistory, type HistoryCount } from '../histories';
import { meterMySql } from '../mysql-meter';
import { openCast, playStandardCase } from '../play';
import { numberIn, openStage, type Stage } from '../stage';
import { standardSteps } from '../standard-case';
import { PACK } from '../measured-town';

const commands = standardSteps.length + 1;

const lines = {
  door: {
    what: 'round trips to MariaDB of a command in the door, most',
    unit: 'exact',
    bar: atMost(6),
    stretch: atMost(2),
  },
  doorMean: { what: 'round trips to MariaDB of a command in the door, mean', unit: 'exact' },
  http: { what: 'round trips to MariaDB of a command over HTTP, mean', unit: 'exact' },
  httpMost: { what: 'round trips to MariaDB of a command over HTTP, most', unit: 'exact' },
  statements: { what: 'SQL statements of a command over HTTP, mean', unit: 'exact' },
  bytesOut: { what: 'bytes to MariaDB for a standard case', unit: 'exact' },
  bytesIn: { what: 'bytes from MariaDB for a standard case', unit: 'exact' },
  retries: { what: 'transactions run again', unit: 'exact', bar: atMost(0) },
  tasks: { what: 'workflow tasks of a standard case', unit: 'exact' },
  perBatch: { what: 'workflow tasks for each relayed batch and fired deadline', unit: 'exact', bar: atMost(1) },
  transitions: { what: 'server transitions of a standard case', unit: 'exact' },
  events: { what: 'history events of a standard case', unit: 'exact' },
  history: { what: 'history bytes of a standard case', unit: 'exact' },
  rows: { what: 'case events of a standard case', unit: 'exact' },
} as const;

interface Counted {
  rounds: number[];
  trips: number[];
  statements: number;
  bytesOut: number;
  bytesIn: number;
  retries: number;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Sessions, counters and the directory are known from the first case; the second one is counted, with nothing else going on. */
const countSql = async (stage: Stage): Promise<Counted> => {
  const url = new URL(stage.database.url);
  const meter = await meterMySql(Number(url.port));
  url.port = String(meter.port);
  const config = loadConfig({ DATABASE_URL: url.href, DATA_DIR: stage.folder, PACKS: PACK, RATE_LIMIT: '0' });
  const { logger } = stage.lab;
  const seen: Observation[] = [];
  const record = await openRecord({ config, logger, observe: (observation) => seen.push(observation) });
  const server = await serve(
    createApp(appDepsOf(record, { config, logger, clockService: () => 'running' })),
    config.host,
    0,
  );
  const cast = await openCast(server.url, stage.town.photos);
  const counted: Counted = { rounds: [], trips: [], statements: 0, bytesOut: 0, bytesIn: 0, retries: 0 };
  const questions = (): Promise<number> =>
    numberIn(
      stage.sql,
      "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'QUESTIONS'",
    );
  try {
    await playStandardCase(cast);
    await playStandardCase(cast, async (_command, send) => {
      const asked = await questions();
      const before = meter.read();
      seen.length = 0;
      await send();
      const after = meter.read();
      counted.trips.push(after.roundTrips - before.roundTrips);
      counted.rounds.push(sumOf(seen.map((one) => (one.name === 'transaction' ? one.rounds : 0))));
      counted.retries += seen.filter(({ name }) => name === 'retry').length;
      counted.bytesOut += after.bytesOut - before.bytesOut;
      counted.bytesIn += after.bytesIn - before.bytesIn;
      // The question itself is one.
      counted.statements += (await questions()) - asked - 1;
    });
  } finally {
    await cast.close();
    await server.stop();
    record.door.close();
    await record.sources.close();
    await meter.close();
  }
  return counted;
};

/** The standard case at the pace of people: every command's events reach the workflow before the next command. */
const countWorkflow = async (stage: Stage): Promise<HistoryCount> => {
  const ours = await stage.startOurs();
  const cast = await openCast(ours.url, stage.town.photos);
  const caseId = await playStandardCase(cast, async (_command, send) => {
    await send();
    await stage.settled(ours.pids, 30_000);
  });
  const { client, close } = await stage.ourClient();
  const counted = await countHistory(client.workflow.getHandle(`case:${caseId}`));
  await close();
  await cast.close();
  await ours.stop();
  return counted;
};

/** What costs the same on every machine and in every run: guards every commit. */
export const counters: Benchmark<keyof typeof lines> = {
  id: 'counters',
  title: 'Exact counters of the standard case',
  repeats: 'once',
  lines,
  async run(lab, watch) {
    const stage = await openStage(lab, watch);
    try {
      const sql = await countSql(stage);
      const rows = (await numberIn(stage.sql, 'SELECT COUNT(*) FROM event')) / 2;
      const workflow = await countWorkflow(stage);
      const trips = { mean: sumOf(sql.trips) / commands, most: Math.max(...sql.trips) };
      return {
        door: { ours: Math.max(...sql.rounds) },
        doorMean: { ours: sumOf(sql.rounds) / commands },
        http: { ours: trips.mean },
        httpMost: { ours: trips.most },
        statements: { ours: sql.statements / commands },
        bytesOut: { ours: sql.bytesOut },
        bytesIn: { ours: sql.bytesIn },
        retries: { ours: sql.retries },
        tasks: { ours: workflow.workflowTasks },
        perBatch: { ours: workflow.workflowTasks / (workflow.signals + workflow.timersFired) },
        transitions: { ours: workflow.transitions },
        events: { ours: workflow.events },
        history: { ours: workflow.bytes },
        rows: { ours: rows },
      };
    } finally {
      await stage.close();
    }
  },
};
