import { createLogger } from '../../logger';
import type { Finding, FindingClass } from '../../record/reconcile/finding';
import { failedWorkflow } from '../../record/reconcile/d06-failed';
import { mend } from '../../record/reconcile/mend';
import { exitCodeOf } from '../../record/reconcile/report';
import { runChecks, type CheckReport } from '../../record/reconcile/run-checks';
import { openScene, type Scene } from '../../record/reconcile/scene';
import { createTemporalView } from '../../worker/temporal-view';
import { committed } from '../../workflows/messages';
import { quietRuntime } from './support/quiet-runtime';
import { scriptedModules } from './support/scripted-rules';
import { assertSoon } from './support/server';
import { openStage, type Stage } from './support/stage';

quietRuntime();

const ofTheEngine: FindingClass[] = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7'];
const note = { type: 'note-added', body: { text: '.' } };

describe('reconcile, with a Temporal server', () => {
  let stage: Stage;
  let scene: Scene;

  beforeAll(async () => {
    stage = await openStage();
    scene = await openScene({
      sources: stage.record.sources,
      modules: scriptedModules,
      logger: createLogger({ level: 'error', service: 'test', silent: true }),
      temporal: createTemporalView({
        link: { call: (work) => stage.client.withDeadline(Date.now() + 2_000, () => work(stage.client)) },
        taskQueue: 'test',
        perSecond: 500,
      }),
      attachmentsDir: '/nowhere',
    });
  });
  afterAll(async () => {
    await scene.close();
    await stage.close();
  });

  const change = (sql: string, params: unknown[] = []): Promise<unknown> =>
    stage.record.sources.write.query(sql, params);

  /** As after a relay that has done its work. */
  const allSent = (): Promise<unknown> =>
    change("UPDATE outbox SET sent_at = '2025-01-01T00:00:00.000Z' WHERE sent_at IS NULL");

  const check = (streamId?: string): Promise<CheckReport> =>
    runChecks(scene, { classes: ofTheEngine, confirmMs: 500, ...(streamId === undefined ? {} : { streamId }) });

  const foundIn = async (streamId: string): Promise<string[]> =>
    (await check(streamId)).findings.map(({ class: one, ref }) => `${one} ${ref}`);

  const applied = (streamId: string, seq: number) => async (): Promise<boolean> =>
    (await stage.inspect(streamId)).appliedSeq === seq;

  /** A stream whose workflow has all its events. */
  const living = async (dueInMs: number[] = [600_000]): Promise<string> => {
    const streamId = await stage.record.report({ dueInMs });
    await stage.send(streamId, await stage.record.eventsOf(streamId));
    await assertSoon(applied(streamId, 1));
    await allSent();
    return streamId;
  };

  const repaired = async (finding: Finding | undefined): Promise<void> => {
    if (finding === undefined) throw new Error('nothing was found');
    const { done } = await mend({ scene, door: stage.record.door, operator: 'op' }, finding);
    expect(done).toBe(true);
    const sql = 'SELECT action, data FROM audit WHERE ref = ? ORDER BY day DESC, n DESC';
    const rows: unknown = await stage.record.sources.read.query(sql, [finding.ref]);
    expect(rows).toMatchObject([{ action: `reconcile-${finding.class.toLowerCase()}` }]);
  };

  it('finds nothing where every stream has its workflow', async () => {
    const streamId = await living();
    const ended = await stage.record.report();
    await stage.record.happen(ended, { type: 'archived' });
    await allSent();
    expect(await foundIn(streamId)).toEqual([]);
    expect(await foundIn(ended)).toEqual([]);
  });

  it('leaves a stream alone whose events still wait to be sent', async () => {
    const streamId = await stage.record.report();
    expect(await foundIn(streamId)).toEqual([]);
    await allSent();
  });

  it('D1: finds a stream without a workflow, and starts it', async () => {
    const streamId = await stage.record.report({ dueInMs: [600_000] });
    await allSent();
    const { findings } = await check(streamId);
    expect(findings).toMatchObject([{ class: 'D1', ref: streamId, evidence: { run: 'none' } }]);
    await repaired(findings[0]);
    await assertSoon(applied(streamId, 1));
    expect(await foundIn(streamId)).toEqual([]);
  });

  it('D1: finds a workflow of a generation that the record has left behind', async () => {
    const streamId = await living();
    await stage.record.door.raiseGeneration(streamId);
    const { findings } = await check(streamId);
    expect(findings).toMatchObject([{ class: 'D1', evidence: { generation: 2, workflowGeneration: 1 } }]);
    await repaired(findings[0]);
    await assertSoon(async () => (await stage.inspect(streamId)).generation === 2);
    await assertSoon(applied(streamId, 1));
    expect(await foundIn(streamId)).toEqual([]);
  });

  it('D2: finds a workflow of which the record knows nothing', async () => {
    const streamId = await living();
    for (const table of ['stream', 'event', 'outbox'])
      await change(`DELETE FROM ${table} WHERE stream_id = ?`, [streamId]);
    const ghosts = async (): Promise<Finding[]> => (await runChecks(scene, { classes: ['D2'], confirmMs: 0 })).findings;
    await assertSoon(async () => (await ghosts()).length === 1);
    const [ghost] = await ghosts();
    expect(ghost).toMatchObject({ class: 'D2', ref: streamId, evidence: { appliedSeq: 1 } });
    expect((await mend({ scene, door: stage.record.door, operator: 'op' }, ghost!)).done).toBe(false);
    await stage.client.workflow.getHandle(streamId).terminate();
  });

  it('D3: finds a workflow that knows more than the record, and leaves it to two persons', async () => {
    const streamId = await living();
    await stage.record.happen(streamId, note);
    await stage.send(streamId, await stage.record.eventsOf(streamId));
    await assertSoon(applied(streamId, 2));
    await allSent();
    await change('DELETE FROM event WHERE stream_id = ? AND seq = 2', [streamId]);
    await change('UPDATE stream SET last_seq = 1 WHERE stream_id = ?', [streamId]);
    const { findings } = await check(streamId);
    expect(findings).toMatchObject([{ class: 'D3', ref: streamId, evidence: { appliedSeq: 2, lastSeq: 1 } }]);
    const mended = await mend({ scene, door: stage.record.door, operator: 'op' }, findings[0]!);
    expect(mended).toMatchObject({ done: false, detail: expect.stringContaining('second person') });
  });

  it.each([
    ['marked as sent', ''],
    ['not in the outbox at all', 'DELETE FROM outbox WHERE stream_id = ?'],
  ])('D4: finds a workflow that lacks an event which is %s, and has it sent again', async (_, sql) => {
    const streamId = await living();
    await stage.record.happen(streamId, note);
    await allSent();
    if (sql !== '') await change(sql, [streamId]);
    const { findings } = await check(streamId);
    expect(findings).toMatchObject([{ class: 'D4', ref: streamId, evidence: { appliedSeq: 1, lastSeq: 2 } }]);
    await repaired(findings[0]);
    const [waiting] = await stage.record.door.unsentOf([streamId]);
    expect(waiting?.events.map(({ seq }) => seq)).toEqual([2]);
    await stage.send(streamId, waiting?.events ?? []);
    await assertSoon(applied(streamId, 2));
    await allSent();
    expect(await foundIn(streamId)).toEqual([]);
  });

  it('D5: finds a workflow that outlives its stream, and leaves it to two persons', async () => {
    const streamId = await stage.record.report();
    await stage.record.happen(streamId, { type: 'archived' });
    await allSent();
    const args = [{ streamId, generation: 1 }];
    const handle = await stage.client.workflow.start('hazardCase', { workflowId: streamId, taskQueue: 'nobody', args });
    await assertSoon(async () => (await foundIn(streamId)).length > 0);
    const { findings } = await check(streamId);
    expect(findings).toMatchObject([{ class: 'D5', ref: streamId }]);
    expect((await mend({ scene, door: stage.record.door, operator: 'op' }, findings[0]!)).done).toBe(false);
    await handle.terminate();
  });

  it('D6: finds a workflow that was terminated, and starts it anew with the next generation', async () => {
    const streamId = await living();
    await stage.client.workflow.getHandle(streamId).terminate();
    await assertSoon(async () => (await foundIn(streamId)).length > 0);
    const { findings } = await check(streamId);
    expect(findings).toMatchObject([{ class: 'D6', ref: streamId, evidence: { run: 'terminated' } }]);
    await repaired(findings[0]);
    await assertSoon(applied(streamId, 1));
    expect(await stage.inspect(streamId)).toMatchObject({ generation: 2 });
    expect(await foundIn(streamId)).toEqual([]);
  });

  it('D6: finds a workflow whose task has been failing for more than ten minutes', async () => {
    const stream = { streamId: 'case:x', townId: 't', status: 'lead', lastSeq: 1, generation: 1, nextDueAt: null };
    const seen = (failingForMs: number) => ({
      ...stream,
      isEnded: false,
      unsent: 0,
      life: { run: { state: 'running' as const, failingForMs }, inspected: undefined },
    });
    expect(await failedWorkflow.look([seen(599_000)], scene)).toEqual([]);
    expect(await failedWorkflow.look([seen(660_000)], scene)).toMatchObject([{ class: 'D6', ref: 'case:x' }]);
  });

  it('D7: finds a workflow that waits for another deadline, and lets it read again', async () => {
    const streamId = await stage.record.report({ dueInMs: [600_000] });
    const forged = structuredClone(await stage.newsOf(streamId, await stage.record.eventsOf(streamId)));
    for (const deadline of forged.timeline.deadlines) deadline.dueAt = '2099-01-01T00:00:00.000Z';
    await stage.sendNews(streamId, forged);
    await assertSoon(applied(streamId, 1));
    await allSent();
    const { findings } = await check(streamId);
    expect(findings).toMatchObject([
      { class: 'D7', ref: streamId, evidence: { workflow: '2099-01-01T00:00:00.000Z' } },
    ]);
    await repaired(findings[0]);
    expect(await foundIn(streamId)).toEqual([]);
  });

  it('says that it is not all well where no worker answers', async () => {
    const streamId = await stage.record.report({ dueInMs: [600_000] });
    await stage.client.workflow.signalWithStart('hazardCase', {
      workflowId: streamId,
      taskQueue: 'nobody',
      args: [{ streamId, generation: 1 }],
      signal: committed,
      signalArgs: [await stage.newsOf(streamId, [])],
    });
    await allSent();
    const report = await check(streamId);
    expect(report).toMatchObject({ findings: [], unanswered: 1 });
    expect(exitCodeOf(report)).toBe(2);
    await stage.client.workflow.getHandle(streamId).terminate();
  });
});
