import { setTimeout as sleep } from 'node:timers/promises';
import { createDataSources, type DataSources } from '../../entities/data-source';
import { TownRow } from '../../entities/people.entity';
import { troubleOf } from '../../record/database-error';
import type { RecordDoor } from '../../record/door/record-door';
import { linkTo, type Link } from '../support/link';
import { aDoor, aLead, reporting, said, type TestDoor } from '../support/record';

jest.setTimeout(30_000);

describe('a database that is away', () => {
  let test: TestDoor;
  let link: Link;
  let sources: DataSources;
  let door: RecordDoor;

  beforeEach(async () => {
    test = await aDoor();
    const { database } = test.fresh;
    if (database.type === 'sqlite') throw new Error('needs a server');
    const url = new URL(database.url);
    link = await linkTo(url.hostname, Number(url.port || 3306));
    url.hostname = '127.0.0.1';
    url.port = String(link.port);
    sources = await createDataSources({ type: database.type, url: url.href });
    door = test.another({ sources });
  });
  afterEach(async () => {
    link.restore();
    door.close();
    await sources.close();
    await link.close();
    await test.close();
  });

  const timed = async <T>(work: Promise<T>): Promise<{ result: T; ms: number }> => {
    const began = performance.now();
    const result = await work;
    return { result, ms: performance.now() - began };
  };

  it('is noticed within a second and a half, then at once, and found again when it answers', async () => {
    await aLead(door);
    link.silence();
    const first = await timed(Promise.all(Array.from({ length: 30 }, () => door.execute(reporting('vgg')))));
    expect(first.ms).toBeLessThan(1_500);
    for (const result of first.result) expect(result).toMatchObject({ failure: { kind: 'unavailable' } });
    const second = await timed(door.execute(reporting('vgg')));
    expect(second.result).toMatchObject({ failure: { kind: 'unavailable' } });
    expect(second.ms).toBeLessThan(50);
    expect(await door.health()).toMatchObject({ available: false });
    link.restore();
    await sleep(3_000);
    expect(said(await door.execute(reporting('vgg'))).status).toBe(201);
    expect(await door.health()).toMatchObject({ available: true });
  });

  it('is noticed by what reads beside the door, too', async () => {
    const towns = (): Promise<string> =>
      sources.read
        .getRepository(TownRow)
        .find()
        .then(
          () => 'read',
          (error: unknown) => troubleOf(error),
        );
    expect(await towns()).toBe('read');
    link.silence();
    const first = await timed(Promise.all(Array.from({ length: 30 }, towns)));
    expect(first.ms).toBeLessThan(1_500);
    expect(new Set(first.result)).toEqual(new Set(['away']));
    expect((await timed(towns())).ms).toBeLessThan(50);
    link.restore();
    await sleep(3_000);
    expect(await towns()).toBe('read');
  });

  it('that resets its connections leaves no request without an answer, and none done twice', async () => {
    const requests = Array.from({ length: 60 }, () => reporting('vgg'));
    const running = requests.map((request) => door.execute(request));
    await sleep(15 + Math.random() * 30);
    link.cut();
    const results = await Promise.all(running);
    link.restore();
    await sleep(3_000);
    const again = await Promise.all(requests.map((request) => door.execute(request)));
    const differing = results.filter((result, index) => {
      const repeated = again[index];
      const isSame = repeated !== undefined && 'answer' in repeated;
      return !isSame || ('answer' in result && result.answer.body !== repeated.answer.body);
    });
    expect(differing).toEqual([]);
    expect(results.some((result) => 'failure' in result)).toBe(true);
    expect(await test.rows('SELECT COUNT(*) AS n FROM stream')).toEqual([{ n: 60 }]);
  });
});
