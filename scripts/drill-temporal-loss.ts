import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '../logger';
import { MODULES } from '../domain/modules';
import { rebuildWorkflows } from '../record/reconcile/rebuild-workflows';
import { exitCodeOf, reportInWords } from '../record/reconcile/report';
import { runChecks } from '../record/reconcile/run-checks';
import { openScene } from '../record/reconcile/scene';
import { createPace } from '../worker/pace';
import { startWorker, type RunningWorker } from '../worker/start-worker';
import { openTemporalLink } from '../worker/temporal-link';
import { findTemporalServer, startTemporalServer } from '../worker/temporal-server';
import { createTemporalView } from '../worker/temporal-view';
import { startMariaDb } from './mariadb';
import { openBook } from './recovery/drill/book';
import { firingsOf } from './recovery/drill/firings';
import { CannotRun, optionsIn, progressLine, runCommand, secondsSince, wholeIn } from './recovery/command';
import { exitCodes } from '../run-process';

const usage = 'drill:temporal-loss [--cases N] [--rate N] [--mariadb]';
const namespace = 'default';
const taskQueue = 'drill';
const payloadKey = Buffer.alloc(32, 7);

const until = async (isSo: () => Promise<boolean> | boolean, limitMs: number, what: string): Promise<void> => {
  const endsAt = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > endsAt) throw new Error(`not so after ${limitMs / 1_000} s: ${what}`);
    await sleep(200);
  }
};

/**
 * Takes all of Temporal's data away under a book of open cases and brings the workflows back, on servers of its own. A third
 * of the deadlines falls due while the workflows are being rebuilt, the others when all are back.
 */
runCommand('drill:temporal-loss', async ({ config }) => {
  // That the server is away is what the drill is about.
  const logger = createLogger({ level: 'error', service: 'drill' });
  const given = optionsIn(
    process.argv.slice(2),
    { cases: { type: 'string' }, rate: { type: 'string' }, mariadb: { type: 'boolean' } },
    usage,
  );
  const cases = wholeIn('cases', given.cases, 2_000);
  const perSecond = wholeIn('rate', given.rate, 50);
  const found = await findTemporalServer(logger, { temporalAddress: undefined });
  if (found?.kind !== 'binary')
    throw new CannotRun('the drill starts and wipes a Temporal server of its own: npm run setup', exitCodes.failed);
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-drill-'));
  const dbFile = join(folder, 'temporal.sqlite');
  const launch = (port?: number) =>
    startTemporalServer({
      binary: found.path,
      dbFile,
      namespace,
      log: logger,
      restart: false,
      ...(port === undefined ? {} : { port }),
    });
  const mariaDb = given.mariadb === true ? await startMariaDb() : undefined;
  let worker: RunningWorker | undefined;
  const database = mariaDb === undefined ? { folder } : ({ type: 'mariadb', url: mariaDb.url } as const);
  const book = await openBook(database, { logger, onCommitted: () => worker?.nudge() });
  let server = await launch();
  const { address } = server;
  const link = openTemporalLink({ address, namespace, payloadKey, logger });
  try {
    worker = await startWorker({
      door: book.door,
      sources: book.sources,
      logger,
      config: { temporalNamespace: namespace, taskQueue, webhookAllow: [] },
      payloadKey,
      openSecret: (sealed) => sealed,
      temporalAddress: address,
    });
    const running = worker;
    await until(() => running.state().worker === 'running', 60_000, 'the worker runs');

    // Seeding and draining take about as long again as the rebuild; see the lines printed.
    const rebuildSeconds = Math.ceil(cases / perSecond);
    const preparationSeconds = Math.ceil(cases / 60) + 20;
    const say = progressLine();
    const seededAt = performance.now();
    let reported = 0;
    const seed = async (): Promise<void> => {
      while (reported < cases) {
        reported += 1;
        const soon = preparationSeconds + Math.ceil(rebuildSeconds / 2);
        const late = preparationSeconds + rebuildSeconds + 30;
        await book.report(reported % 3 === 0 ? soon : late);
        say(() => `${reported} of ${cases} cases reported`);
      }
    };
    await Promise.all(Array.from({ length: 8 }, seed));
    await until(async () => (await book.door.outboxAge()).rows === 0, 300_000, 'all events are with their workflows');
    console.log(`${cases} open cases, each with its workflow, after ${secondsSince(seededAt)} s`);

    const lostAt = performance.now();
    const port = Number(address.split(':')[1]);
    server.kill();
    await until(() => server.pid === undefined, 10_000, 'the Temporal server is gone');
    for (const name of readdirSync(folder)) {
      if (name.startsWith('temporal.sqlite')) rmSync(join(folder, name));
    }
    await until(() => running.state().reasons.includes('temporal-away'), 30_000, 'the loss is noticed');
    server = await launch(port);
    await until(() => link.isUp() && running.state().worker === 'running', 60_000, 'the empty server is there');
    console.log(`Temporal killed, its data deleted, an empty server started: ${secondsSince(lostAt)} s`);

    const rebuiltAt = performance.now();
    const pace = createPace(() => perSecond);
    const view = createTemporalView({ link, taskQueue, perSecond: 200 });
    const { state } = await rebuildWorkflows({
      door: book.door,
      engine: view,
      stateFile: join(folder, 'rebuild.json'),
      operator: 'drill',
      turn: () => pace.turn(),
      onProgress: ({ started, total }) => {
        say(() => `${started} of ${total} workflows started, ${secondsSince(rebuiltAt)} s`);
      },
    });
    console.log(
      `rebuild:workflows: ${state.started} workflows in ${secondsSince(rebuiltAt)} s at ${perSecond} a second`,
    );

    const firedLimitMs = (preparationSeconds + rebuildSeconds + 180) * 1_000;
    await until(
      async () => {
        const { missing, once } = await firingsOf(book.sources);
        say(() => `${once} deadlines fired, ${missing} to come`);
        return missing === 0;
      },
      firedLimitMs,
      'every deadline has fired',
    );
    await until(async () => (await book.door.outboxAge()).rows === 0, 120_000, 'all events are with their workflows');
    const firings = await firingsOf(book.sources);
    const { armed, once, missing, doubled, early, byWorkflow, lateness } = firings;
    console.log(
      `deadlines: ${armed} armed, ${once} fired once, ${missing} lost, ${doubled} doubled, ${early} early; ${byWorkflow} by their workflow, ${once - byWorkflow} by the sweeper; late by ${lateness.p50} ms (p50), ${lateness.p99} ms (p99), ${lateness.most} ms (most)`,
    );
    const scene = await openScene({
      sources: book.sources,
      modules: MODULES,
      logger,
      temporal: view,
      attachmentsDir: join(config.dataDir, 'attachments'),
    });
    const report = await runChecks(scene, {
      classes: ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D12', 'D13'],
      confirmMs: 3_000,
      onProgress: ({ streams }) => {
        say(() => `${streams} streams compared`);
      },
    });
    await scene.close();
    console.log(reportInWords(report));
    return missing + doubled + early === 0 && once === armed ? exitCodeOf(report) : 1;
  } finally {
    await link.close();
    await worker?.stop();
    await server.stop();
    await book.close();
    await mariaDb?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
