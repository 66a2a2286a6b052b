import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBackground, openObserver } from './support/background';
import { quietRuntime } from './support/quiet-runtime';
import { startServer, assertSoon } from './support/server';

quietRuntime();

const note = { type: 'note-added', body: { text: '.' } };

describe('when the Temporal server is killed and comes back', () => {
  it('people go on, every deadline fires once, and the workflows catch up', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bihuan-outage-'));
    const dbFile = join(folder, 'temporal.sqlite');
    const first = await startServer({ dbFile });
    const port = Number(first.address.split(':')[1]);
    const background = await openBackground(first.address);
    const { record, running } = background;
    await assertSoon(() => running.state().state === 'running');

    const duringOutage = await record.report({ dueInMs: [3_000] });
    const afterOutage = await Promise.all(Array.from({ length: 10 }, () => record.report({ dueInMs: [12_000] })));
    await assertSoon(async () => (await record.door.outboxAge()).rows === 0);

    first.kill();
    await assertSoon(() => running.state().reasons.includes('temporal-away'));
    await record.happen(afterOutage[0]!, note);
    const opened = await record.report();
    await assertSoon(async () => (await record.firings(duringOutage)).length === 1);

    const second = await startServer({ dbFile, port });
    await assertSoon(() => running.state().state === 'running', 30_000);
    const observer = await openObserver(second.address);
    await assertSoon(async () => (await observer.inspect(opened)).appliedSeq === 1);
    await assertSoon(async () => (await observer.inspect(duringOutage)).appliedSeq === 2);
    for (const streamId of afterOutage) {
      await assertSoon(async () => (await observer.inspect(streamId)).nextDue === null, 30_000);
    }
    await sleep(3_000);
    for (const streamId of [duringOutage, ...afterOutage]) {
      expect(await record.firings(streamId)).toEqual(['rectify:1:0:0']);
    }
    await assertSoon(async () => (await record.door.outboxAge()).rows === 0);

    await observer.close();
    await background.close();
    await second.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);
});
