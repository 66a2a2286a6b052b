import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { WorkflowHandle } from '@temporalio/client';
import { FUTURE, writtenByNewerProgram } from '../support/other-programs';
import { BARRIER, COMMITTED } from '../../workflows/messages';
import { quietRuntime } from './support/quiet-runtime';
import { assertSoon } from './support/server';
import { openStage, type Stage } from './support/stage';

quietRuntime();

const closed = { type: 'closed', body: { decidedBy: [] } };
const relapse = { type: 'relapse-confirmed', body: { removedFrom: [], cycle: 2, to: 'rectifying' } };
const archived = { type: 'archived', body: { contents: 1 } };

/** As it comes back from the record: plain JSON without what a later program added. */
const asOlderProgramCarried = (file: object): object =>
  Object.fromEntries(
    Object.entries(file).filter(
      ([field]) => !['shape', 'reportedSubjectIds', 'closures', 'asks', 'parts'].includes(field),
    ),
  );

let stage: Stage;
let folder: string;

beforeAll(async () => {
  stage = await openStage();
  folder = mkdtempSync(join(tmpdir(), 'bihuan-newer-'));
});

afterAll(async () => {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
});

const taskFailures = async (handle: WorkflowHandle): Promise<string[]> =>
  ((await handle.fetchHistory()).events ?? []).flatMap(
    ({ workflowTaskFailedEventAttributes: failed }) => failed?.failure?.message ?? [],
  );

describe('U-16 a run that an older program began', () => {
  it('U-16 folds on with the file it carried, and the next run begins with the file of the record', async () => {
    const streamId = await stage.record.report({ dueInMs: [600_000] });
    const file = await stage.record.door.loadFile(streamId);
    const handle = await stage.start(streamId, 1, asOlderProgramCarried(file ?? {}));
    await stage.record.happen(streamId, closed);
    await handle.signal(COMMITTED, (await stage.record.eventsOf(streamId)).slice(1));
    await assertSoon(async () => (await stage.inspect(streamId)).status === 'watching');
    expect(stage.settlings(streamId)).toEqual([]);
    const { runId } = await handle.describe();

    await stage.record.happen(streamId, { ...relapse, dueInMs: [600_000] });
    await handle.signal(COMMITTED, (await stage.record.eventsOf(streamId)).slice(2));
    const current = stage.client.workflow.getHandle(handle.workflowId);
    await assertSoon(async () => (await current.describe()).runId !== runId);
    await assertSoon(async () => (await stage.inspect(streamId)).appliedSeq === 3);
    expect(await stage.inspect(streamId)).toMatchObject({ status: 'rectifying', cycle: 2 });
    expect(stage.settlings(streamId)).toEqual([0]);
    expect(await taskFailures(current)).toEqual([]);

    await stage.record.happen(streamId, archived);
    await current.signal(COMMITTED, (await stage.record.eventsOf(streamId)).slice(3));
    await current.result();
  });
});

describe('U-16 an event of a type that the program does not know', () => {
  it('U-16 stops the workflow by name until the program that knows it runs', async () => {
    const streamId = await stage.record.report({ dueInMs: [600_000] });
    const handle = await stage.send(streamId, await stage.record.eventsOf(streamId));
    await handle.executeUpdate(BARRIER, { args: [1] });
    await writtenByNewerProgram(stage.record, streamId, await stage.record.door.now());
    await handle.signal(COMMITTED, (await stage.record.eventsOf(streamId)).slice(1));
    await assertSoon(async () => (await taskFailures(handle)).length > 0);
    expect((await taskFailures(handle))[0]).toContain(`does not know event 2 of type "${FUTURE}"`);
    expect((await handle.describe()).status.name).toBe('RUNNING');

    const { code } = await bundleWorkflowCode({
      workflowsPath: join(__dirname, 'newer', 'index.ts'),
      logger: new DefaultLogger('ERROR'),
    });
    const codePath = join(folder, 'newer.js');
    writeFileSync(codePath, code);
    await stage.runProgram(codePath);
    await assertSoon(async () => (await stage.inspect(streamId)).appliedSeq === 2, 60_000);
    expect(await stage.inspect(streamId)).toMatchObject({ status: 'lead', appliedSeq: 2 });
  }, 120_000);
});
