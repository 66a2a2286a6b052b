import { createConnection } from 'mysql2/promise';
import { atLeast, atMost, type Benchmark } from '../benchmark';
import { Caller } from '../caller';
import { closedLoop, soon, sound } from '../load';
import { residentMbOf } from '../machine';
import { reportBody } from '../standard-case';
import { quantile } from '../stats';
import { cpuMeter, openStage, type Stage } from '../stage';

const callers = 32;
const warmUp = 200;
const limitMs = 120_000;

const lines = {
  rate: { what: 'intake, 32 callers', unit: 'accepted/s', bar: atLeast(2.5), stretch: atLeast(4) },
  p50: { what: 'intake, 32 callers, p50', unit: 'ms' },
  p99: { what: 'intake, 32 callers, p99', unit: 'ms' },
  app: { what: 'intake, our process to the workflow', unit: 'CPU ms/case' },
  server: { what: 'intake, Temporal server', unit: 'CPU ms/case' },
  database: { what: 'intake, MariaDB', unit: 'CPU ms/case' },
  burst: { what: 'every case of the burst has a workflow', unit: 's', bar: atMost(1.3), stretch: atMost(1) },
  memory: { what: 'memory after the burst, all processes', unit: 'MB', bar: atMost(1_536), stretch: atMost(1_024) },
  raw: { what: 'case, event and outbox row alone in SQL, 16 at once', unit: 'transactions/s' },
} as const;

/** The lower bound: three rows in one round trip, with no rules around them. */
const rawInserts = async (stage: Stage, count: number): Promise<number> => {
  const { sql } = stage;
  const rows = ['raw_case', 'raw_event', 'raw_outbox'];
  for (const table of rows) await sql.query(`CREATE TABLE ${table} (id CHAR(36) PRIMARY KEY, body TEXT)`);
  const url = new URL(stage.database.url);
  const connect = () =>
    createConnection({
      host: url.hostname,
      port: Number(url.port),
      user: url.username,
      password: url.password,
      database: stage.database.name,
      multipleStatements: true,
    });
  const pool = await Promise.all(Array.from({ length: 16 }, connect));
  const inserts = rows.map((table) => `INSERT INTO ${table} VALUES (UUID(), REPEAT('x', 400))`).join(';');
  const load = await closedLoop(
    pool.length,
    count,
    async () => {
      const connection = pool.pop();
      if (connection === undefined) throw new Error('more callers than connections');
      await connection.query(`START TRANSACTION;${inserts};COMMIT`);
      pool.push(connection);
    },
    { limitMs },
  );
  for (const connection of pool) await connection.end();
  return count / sound(load, 'raw inserts').seconds;
};

const takeOurs = async (stage: Stage, count: number) => {
  const ours = await stage.startOurs();
  const person = await Caller.signIn(ours.url, 'vgg', callers);
  const { photos } = stage.town;
  await photos.ready('vgg', Math.min(warmUp, count) + count);
  const report = async (): Promise<void> => {
    await person.must('/api/v1/cases', reportBody(await photos.take('vgg')));
  };
  sound(await closedLoop(callers, Math.min(warmUp, count), report, { limitMs }), 'warm-up');
  await stage.settled(ours.pids);
  const used = cpuMeter(stage, ours.pids);
  const startedAt = performance.now();
  const load = sound(await closedLoop(callers, count, report, { limitMs }), 'intake');
  if (!(await soon(async () => (await stage.unsent()) === 0, limitMs, 100)))
    throw new Error('the outbox does not drain');
  const burst = (performance.now() - startedAt) / 1000;
  await stage.settled(ours.pids);
  const memory = [...ours.pids, stage.temporal.pid ?? 0, stage.lab.mariadb.pid].reduce(
    (sum, pid) => sum + residentMbOf(pid),
    0,
  );
  const cpu = used();
  await person.close();
  await ours.stop();
  return { load, burst, memory, cpu };
};

const takeBare = async (stage: Stage, count: number) => {
  const { client, worker, stop } = await stage.startBare();
  const start = async (index: number, name: string): Promise<void> => {
    await client.start(`${name}-${index}`);
  };
  const warming = closedLoop(callers, Math.min(warmUp, count), (index) => start(index, 'warm'), { limitMs });
  sound(await warming, 'warm-up of the control');
  await stage.settled([worker.pid]);
  const used = cpuMeter(stage, [worker.pid]);
  const load = sound(await closedLoop(callers, count, (index) => start(index, 'case'), { limitMs }), 'starts');
  await stage.settled([worker.pid]);
  const cpu = used();
  await stop();
  return { load, cpu };
};

/** B1: reports over HTTP beside starts of the control; then until the last of them has its workflow. */
export const intake: Benchmark<keyof typeof lines> = {
  id: 'B1',
  title: 'Intake',
  repeats: 'pairs',
  lines,
  async run(lab, watch) {
    const count = lab.options.sizes.intake;
    const stage = await openStage(lab, watch);
    try {
      const ours = await takeOurs(stage, count);
      const control = await takeBare(stage, count);
      const raw = await rawInserts(stage, count);
      const perCase = (seconds: number): number => (seconds * 1000) / count;
      const both = (share: number) => ({
        ours: quantile(ours.load.latencies, share),
        control: quantile(control.load.latencies, share),
      });
      return {
        rate: { ours: count / ours.load.seconds, control: count / control.load.seconds },
        p50: both(0.5),
        p99: both(0.99),
        app: { ours: perCase(ours.cpu.app), control: perCase(control.cpu.app) },
        server: { ours: perCase(ours.cpu.server), control: perCase(control.cpu.server) },
        database: { ours: perCase(ours.cpu.database) },
        burst: { ours: ours.burst, control: control.load.seconds },
        memory: { ours: ours.memory },
        raw: { ours: raw },
      };
    } finally {
      await stage.close();
    }
  },
};
