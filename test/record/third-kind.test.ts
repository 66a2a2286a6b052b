import { UnknownStream } from '../../domain/stream-module';
import { aScene } from '../support/scene';
import { withThirdKind } from '../support/third-kind';
import { aDoor, request, type TestDoor } from '../support/record';

/** What a new kind of stream gets for nothing, once it is in the list of modules. */
describe('a third kind of stream', () => {
  let test: TestDoor;
  beforeEach(async () => {
    test = await aDoor({ modules: withThirdKind });
  });
  afterEach(() => test.close());

  const begin = async (): Promise<string> => {
    const command = { type: 'begin', dueInMs: 60_000 } as never;
    const result = await test.door.execute(
      request('ofc', { opens: 'errand', townId: 'baihe', policy: { packId: 'drill', version: '1.0.0' }, command }),
    );
    if (!('answer' in result)) throw new Error('not begun');
    const [row] = await test.rows("SELECT stream_id FROM stream WHERE stream_id LIKE 'errand:%'");
    return String(row?.['stream_id']);
  };

  it('is opened, decided and chained by the door, with its deadline in the ledger and its events in the outbox', async () => {
    const streamId = await begin();
    expect(await test.door.loadFile(streamId)).toMatchObject({ status: 'open', version: 1 });
    expect(await test.door.verifyChain(streamId)).toMatchObject({ valid: true, events: 1 });
    expect(await test.rows('SELECT state FROM deadline WHERE stream_id = ?', [streamId])).toEqual([{ state: 'armed' }]);
    const [news] = await test.door.unsentOf([streamId]);
    expect(news).toMatchObject({ events: [{ type: 'begun' }], timeline: { version: 1, status: 'open' } });
    expect((await test.door.openStreams('', 10)).map((one) => one.streamId)).toContain(streamId);
  });

  it('falls due by the sweeper, tells people, and ends by its command', async () => {
    const streamId = await begin();
    test.pass(120_000);
    expect((await test.door.settlePage(10)).settled).toBeGreaterThan(0);
    expect(await test.door.loadFile(streamId)).toMatchObject({ status: 'late', version: 2 });
    expect(await test.rows('SELECT recipient FROM notification WHERE stream_id = ?', [streamId])).toEqual([
      { recipient: 'ofc' },
    ]);
    await test.door.execute(request('ofc', { streamId, command: { type: 'finish' } as never }));
    expect(await test.door.loadFile(streamId)).toMatchObject({ status: 'done', version: 3, deadlines: [] });
  });

  it('is folded again where its file is of another shape', async () => {
    const streamId = await begin();
    await test.fresh.sources.write.query(
      `UPDATE stream SET file = REPLACE(file, '"shape":1', '"shape":0') WHERE stream_id = ?`,
      [streamId],
    );
    expect(await test.door.loadFile(streamId)).toMatchObject({ shape: 1, status: 'open' });
  });

  it('agrees with its events, as reconcile compares them', async () => {
    const streamId = await begin();
    const scene = await aScene(test, null, withThirdKind);
    expect((await scene.check(['D8', 'D12'])).findings).toEqual([]);
    await test.fresh.sources.write.query("UPDATE deadline SET state = 'met' WHERE stream_id = ?", [streamId]);
    expect((await scene.check(['D12'])).findings).toMatchObject([{ class: 'D12', ref: streamId }]);
    await scene.close();
  });

  it('is an error, and no case, where no module has its prefix', async () => {
    await begin();
    const today = test.another({ modules: withThirdKind.slice(0, 2) });
    const [row] = await test.rows("SELECT stream_id FROM stream WHERE stream_id LIKE 'errand:%'");
    await expect(today.loadFile(String(row?.['stream_id']))).rejects.toThrow(UnknownStream);
  });
});
