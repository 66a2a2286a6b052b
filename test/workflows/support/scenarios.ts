import type { StreamEnvelope } from '../../../record/stream-work';
import { barrier, DELIVER, deliveries, resync } from '../../../workflows/messages';
import type { Scripted } from './scripted-rules';
import { assertSoon } from './server';
import type { Stage } from './stage';

/** Plays one kind of life to its end; returns the id of the workflow whose runs are worth keeping. */
export type Scenario = (stage: Stage) => Promise<string>;

const note: Scripted = { type: 'note-added', body: { text: '.' } };
const archived: Scripted = { type: 'archived', body: { contents: 1 } };
const closed: Scripted = { type: 'closed', body: { decidedBy: [] } };
const relapse: Scripted = { type: 'relapse-confirmed', body: { removedFrom: [], cycle: 2, to: 'rectifying' } };

async function happened({ record }: Stage, streamId: string, ...facts: Scripted[]): Promise<StreamEnvelope[]> {
  const before = (await record.door.loadStream(streamId)).length;
  for (const fact of facts) await record.happen(streamId, fact);
  return record.door.loadStream(streamId, before);
}

const isApplied = (stage: Stage, streamId: string, seq: number) => async (): Promise<boolean> =>
  (await stage.inspect(streamId)).appliedSeq >= seq;

async function begun(stage: Stage, streamId: string) {
  const handle = await stage.send(streamId, await stage.record.door.loadStream(streamId));
  await assertSoon(isApplied(stage, streamId, 1));
  return handle;
}

async function finish(stage: Stage, streamId: string): Promise<string> {
  const handle = await stage.send(streamId, await happened(stage, streamId, archived));
  await handle.result();
  return streamId;
}

/** A deadline is met by nobody and fires; events come one by one. */
const deadline: Scenario = async (stage) => {
  const streamId = await stage.record.report({ dueInMs: [800, 1_600] });
  await begun(stage, streamId);
  await assertSoon(isApplied(stage, streamId, 3));
  await stage.send(streamId, await happened(stage, streamId, note));
  return finish(stage, streamId);
};

/** Signals come twice, out of order and with a gap. */
const disorder: Scenario = async (stage) => {
  const streamId = await stage.record.report({ dueInMs: [60_000] });
  await begun(stage, streamId);
  const events = await happened(stage, streamId, note, note, note);
  await stage.send(streamId, events.slice(2));
  await assertSoon(isApplied(stage, streamId, 4));
  await stage.send(streamId, events.slice(0, 2));
  await stage.send(streamId, [...events].reverse());
  return finish(stage, streamId);
};

/** Updates: a barrier that is met, one that fetches, one that is refused, and a resync. */
const updates: Scenario = async (stage) => {
  const streamId = await stage.record.report();
  const handle = await begun(stage, streamId);
  await handle.executeUpdate(barrier, { args: [1] });
  await happened(stage, streamId, note, note);
  await handle.executeUpdate(barrier, { args: [3] });
  await handle.executeUpdate(barrier, { args: [0] }).then(
    () => Promise.reject(new Error('this barrier was to be refused')),
    () => undefined,
  );
  await handle.executeUpdate(resync);
  return finish(stage, streamId);
};

/** Closed, watched, relapsed: two runs. */
const relapsed: Scenario = async (stage) => {
  const streamId = await stage.record.report({ dueInMs: [60_000] });
  await begun(stage, streamId);
  await stage.send(streamId, await happened(stage, streamId, closed));
  await assertSoon(isApplied(stage, streamId, 2));
  await stage.send(streamId, await happened(stage, streamId, { ...relapse, dueInMs: [1_000] }));
  await assertSoon(isApplied(stage, streamId, 4));
  return finish(stage, streamId);
};

/** Started by a rebuild, without an event. */
const rebuilt: Scenario = async (stage) => {
  const streamId = await stage.record.report({ dueInMs: [60_000] });
  await happened(stage, streamId, note, note);
  await stage.start(streamId);
  await assertSoon(isApplied(stage, streamId, 3));
  return finish(stage, streamId);
};

/** Another generation takes over before a deadline. */
const stale: Scenario = async (stage) => {
  const streamId = await stage.record.report({ dueInMs: [800] });
  const handle = await begun(stage, streamId);
  await stage.record.door.raiseGeneration(streamId);
  await handle.result();
  return streamId;
};

/** The stream has ended when a late duplicate starts a workflow for it. */
const ended: Scenario = async (stage) => {
  const streamId = await stage.record.report();
  const events = await happened(stage, streamId, note, archived);
  const handle = await stage.send(streamId, events.slice(0, 1));
  await handle.result();
  return streamId;
};

/** An escalation misses a deadline and is completed. */
const escalation: Scenario = async (stage) => {
  const streamId = await stage.record.escalate({ dueInMs: [800] });
  await begun(stage, streamId);
  await assertSoon(isApplied(stage, streamId, 2));
  const completed: Scripted = { type: 'completed', body: { why: 'published' } };
  const handle = await stage.send(streamId, await happened(stage, streamId, completed));
  await handle.result();
  return streamId;
};

/** Delivery is nudged while it works and while it sleeps. */
const deliver: Scenario = async (stage) => {
  const handle = await stage.deliver();
  await handle.signal(deliveries);
  await assertSoon(async () => (await handle.fetchHistory()).events?.length !== undefined);
  await handle.signal(deliveries);
  await assertSoon(async () => ((await handle.fetchHistory()).events?.length ?? 0) > 12);
  return DELIVER;
};

export const scenarios: Record<string, Scenario> = {
  'case-deadline': deadline,
  'case-disorder': disorder,
  'case-updates': updates,
  'case-relapsed': relapsed,
  'case-rebuilt': rebuilt,
  'case-stale': stale,
  'case-ended': ended,
  escalation,
  deliver,
};

/** Needs a record whose clock runs behind: the workflow is told to sleep on. */
export const lateScenarios: Record<string, Scenario> = { 'case-not-yet': deadline };
