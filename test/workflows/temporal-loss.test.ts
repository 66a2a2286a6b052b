import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '../../logger';
import { rebuildWorkflows, type Rebuilt } from '../../record/reconcile/rebuild-workflows';
import { runChecks } from '../../record/reconcile/run-checks';
import { openScene } from '../../record/reconcile/scene';
import { createPace } from '../../worker/pace';
import { createTemporalView } from '../../worker/temporal-view';
import { openBackground, openObserver } from './support/background';
import { quietRuntime } from './support/quiet-runtime';
import { scriptedModules } from './support/scripted-rules';
import { assertSoon, startServer } from './support/server';

quietRuntime();

const cases = 220;

describe('when all of Temporal is lost', () => {
  it('rebuilding brings every workflow back, goes on where it was broken off, and no deadline is lost or doubled', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bihuan-loss-'));
    const dbFile = join(folder, 'temporal.sqlite');
    const first = await startServer({ dbFile });
    const port = Number(first.address.split(':')[1]);
    const background = await openBackground(first.address);
    const { record, running } = background;
    await assertSoon(() => running.state().state === 'running');

    const soon = await Promise.all(Array.from({ length: 20 }, () => record.report({ dueInMs: [12_000] })));
    const later = await Promise.all(Array.from({ length: cases - 20 }, () => record.report({ dueInMs: [35_000] })));
    const ended = await record.report();
    await record.happen(ended, { type: 'archived' });
    await assertSoon(async () => (await record.door.outboxAge()).rows === 0, 30_000);

    first.kill();
    await assertSoon(() => running.state().reasons.includes('temporal-away'));
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    const second = await startServer({ dbFile, port });
    await assertSoon(() => running.state().state === 'running', 30_000);
    const observer = await openObserver(second.address);

    const pace = createPace(() => 200);
    const view = createTemporalView({
      link: { call: (work) => observer.client.withDeadline(Date.now() + 5_000, () => work(observer.client)) },
      taskQueue: 'test',
      perSecond: 500,
    });
    const rebuild = (isStopping: () => boolean): Promise<Rebuilt> =>
      rebuildWorkflows({
        door: record.door,
        engine: view,
        stateFile: join(folder, 'rebuild.json'),
        operator: 'op',
        turn: () => pace.turn(),
        onProgress: () => undefined,
        isStopping,
      });
    const broken = await rebuild(() => true);
    expect(broken).toMatchObject({ isComplete: false, isResumed: false, state: { started: 200, total: cases } });
    const rest = await rebuild(() => false);
    expect(rest).toMatchObject({ isComplete: true, isResumed: true, state: { started: cases, total: cases } });
    expect(existsSync(join(folder, 'rebuild.json'))).toBe(false);
    expect(await record.door.generationOf(soon[0]!)).toBe(2);
    expect(await record.door.generationOf(ended)).toBe(1);

    for (const streamId of [...soon, ...later]) {
      await assertSoon(async () => (await record.firings(streamId)).length > 0, 60_000);
    }
    await sleep(3_000);
    for (const streamId of [...soon, ...later]) expect(await record.firings(streamId)).toEqual(['rectify:1:0:0']);
    await assertSoon(async () => (await record.door.outboxAge()).rows === 0);

    const scene = await openScene({
      sources: record.sources,
      modules: scriptedModules,
      logger: createLogger({ level: 'error', service: 'test', silent: true }),
      temporal: view,
      attachmentsDir: folder,
    });
    const report = await runChecks(scene, { confirmMs: 2_000 });
    expect(report).toMatchObject({ findings: [], notChecked: [], unanswered: 0, streams: cases + 1 });
    await scene.close();

    await observer.close();
    await background.close();
    await second.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 180_000);
});
