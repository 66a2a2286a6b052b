import { FUTURE, writtenByNewerProgram } from '../support/other-programs';
import { quietRuntime } from './support/quiet-runtime';
import { assertSoon } from './support/server';
import { openStage, type Stage } from './support/stage';

quietRuntime();

const archived = { type: 'archived', body: { contents: 1 } };

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage.close());

describe('U-16 a run that an older program began', () => {
  it('U-16 asks the record for what it does not know to read, and goes on', async () => {
    const streamId = await stage.record.report({ dueInMs: [600_000] });
    const file = await stage.record.door.loadFile(streamId);
    const handle = await stage.start(streamId, 1, file as never);
    await assertSoon(async () => (await stage.inspect(streamId)).appliedSeq === 1);
    expect(stage.settlings(streamId)).toEqual([0]);
    await stage.record.happen(streamId, archived);
    await stage.send(streamId, (await stage.record.eventsOf(streamId)).slice(1));
    await handle.result();
  });
});

describe('U-16 an event of a type that this program does not know', () => {
  it('U-16 passes through the workflow, which knows its stream by its timeline alone', async () => {
    const streamId = await stage.record.report({ dueInMs: [600_000] });
    const news = await stage.newsOf(streamId, await stage.record.eventsOf(streamId));
    await stage.sendNews(streamId, news);
    await assertSoon(async () => (await stage.inspect(streamId)).appliedSeq === 1);
    await writtenByNewerProgram(stage.record, streamId, await stage.record.door.now());
    const events = (await stage.record.eventsOf(streamId)).slice(1);
    expect(events.map(({ type }) => type as string)).toEqual([FUTURE]);
    await stage.sendNews(streamId, { events, timeline: { ...news.timeline, version: 2, status: 'registered' } });
    await assertSoon(async () => (await stage.inspect(streamId)).appliedSeq === 2);
    expect(await stage.inspect(streamId)).toMatchObject({ status: 'registered' });
  });
});
