import { runChild } from '../../../api/attachments/child';
import { displayName } from '../../../api/attachments/display-name';
import { createUploadGate } from '../../../api/attachments/gate';
import { createInspector } from '../../../api/attachments/inspect';
import { createLane, LaneFull } from '../../../api/attachments/lane';
import { quotaPassed } from '../../../domain/people/upload-quota';
import { createLogger } from '../../../logger';
import { textPdf } from '../../support/pdfs';
import { iphoneHeic } from '../../support/pictures';

/** Works that end when they are told to. */
const held = () => {
  const ends: (() => void)[] = [];
  const work = (): Promise<void> => new Promise((resolve) => ends.push(resolve));
  const endAll = (): void => {
    for (const end of ends.splice(0)) end();
  };
  return { work, endAll, count: () => ends.length };
};

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a lane', () => {
  it('runs so many at once, lets so many wait in order, and sends the others away', async () => {
    const { work, endAll, count } = held();
    const lane = createLane({ places: 2, queue: 1 });
    const order: number[] = [];
    const run = (n: number) =>
      lane.run(`person-${n}`, async () => {
        order.push(n);
        await work();
      });
    const all = [run(1), run(2), run(3)];
    await expect(run(4)).rejects.toThrow(LaneFull);
    expect([order, count()]).toEqual([[1, 2], 2]);
    endAll();
    await settled();
    expect([order, count()]).toEqual([[1, 2, 3], 1]);
    endAll();
    await Promise.all(all);
  });

  it('U-59 runs one work of each person, and lets nobody wait behind many of another', async () => {
    const { work, endAll, count } = held();
    const lane = createLane({ places: 2, queue: 9 });
    const order: string[] = [];
    const run = (personId: string) =>
      lane.run(personId, async () => {
        order.push(personId);
        await work();
      });
    const all = [run('many'), run('many'), run('many')];
    await settled();
    expect([order, count()]).toEqual([['many'], 1]);
    all.push(run('one'));
    await settled();
    expect(order).toEqual(['many', 'one']);
    all.push(run('other'), run('another'));
    for (let n = 0; n < 4; n += 1) {
      endAll();
      await settled();
    }
    expect(order).toEqual(['many', 'one', 'other', 'another', 'many', 'many']);
    await Promise.all(all);
  });

  it('goes on after a work that fails', async () => {
    const lane = createLane({ places: 1, queue: 0 });
    await expect(lane.run('one', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await lane.run('one', () => Promise.resolve(1))).toBe(1);
  });
});

describe('the gate of uploads', () => {
  it('U-59 takes three of one person and sixteen of all, and says when to come back', async () => {
    const { work, endAll } = held();
    const gate = createUploadGate();
    const all = [1, 2, 3].map(() => gate.pass('one', work));
    const fourth = await gate.pass('one', work).catch((error: unknown) => error);
    expect(fourth).toMatchObject({ code: 'rate-limited', extras: { headers: { 'Retry-After': '5' } } });
    for (let n = 0; n < 13; n += 1) all.push(gate.pass(`person-${n}`, work));
    const seventeenth = await gate.pass('another', work).catch((error: unknown) => error);
    expect(seventeenth).toMatchObject({ code: 'dependency-down', extras: { headers: { 'Retry-After': '5' } } });
    endAll();
    await Promise.all(all);
    expect(await gate.pass('one', () => Promise.resolve('taken'))).toBe('taken');
  });
});

describe('a decoder in a process of its own', () => {
  const limits = { seconds: 30, heapMb: 128, residentMb: 1_024, outputBytes: 1_000_000 };

  it('gives its output, or the word with which it refuses', async () => {
    expect((await runChild('heic-child', iphoneHeic(), limits)).kind).toBe('done');
    expect(await runChild('heic-child', Buffer.from('x'), limits)).toEqual({ kind: 'refused', word: 'picture-broken' });
  });

  it.each([
    ['too long', { ...limits, seconds: 0.001 }, 'took more than 0.001 s'],
    ['too much of a processor', { ...limits, cpuSeconds: 0 }, 'took more than 0 s of a processor'],
    ['too much memory', { ...limits, residentMb: 1 }, 'took more than 1 MiB'],
    ['too much output', { ...limits, outputBytes: 10 }, 'printed too much'],
  ])('is killed when it takes %s', async (_, tight, why) => {
    expect(await runChild('heic-child', iphoneHeic(), tight)).toEqual({ kind: 'ended', why });
  });

  it('that crashes is told from one that refuses', async () => {
    expect(await runChild('no-such-program', Buffer.from('x'), limits)).toEqual({ kind: 'ended', why: 'exit code 1' });
    const tight = { ...limits, flags: ['--wasm-max-mem-pages=1'] };
    expect((await runChild('heic-child', iphoneHeic(), tight)).kind).toBe('ended');
  });
});

describe('the inspection', () => {
  it('sends away with 503 and Retry-After what finds no place', async () => {
    const inspector = createInspector(createLogger({ level: 'error', service: 'test', silent: true }));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 9 }, (_, n) => inspector.inspect(`person-${n}`, textPdf())),
    );
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused).toMatchObject([{ code: 'dependency-down', extras: { headers: { 'Retry-After': '5' } } }]);
  });
});

describe('a name as it is shown', () => {
  it.each([
    ['  . 现场 .jpg', '现场.png'],
    ['a .  . .', 'a.png'],
    [`${'\u3000'.repeat(300)}x`, 'x.png'],
    [`${'长'.repeat(96)} . 尾.jpg`, `${'长'.repeat(96)}.png`],
    ['', 'file.png'],
    [' .. ', 'file.png'],
    ['a/b\\c.txt', 'c.png'],
  ])('of %j is %j', (sent, shown) => {
    expect(displayName(sent, 'png')).toBe(shown);
  });

  it.each([' ', '.', '. ', '\u3000', 'a ', ' .jpg'])(
    'U-59 of 200,000 times %j costs no more than reading it',
    (piece) => {
      const startedAt = performance.now();
      displayName(`x${piece.repeat(200_000)}y`, 'png');
      // A pattern that tries every run of blanks again takes minutes.
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    },
  );
});

describe('the quota of a day', () => {
  const quota = { files: 3, megabytes: 1 };
  const megabyte = 1024 * 1024;

  it.each<[number, number, number, 'files' | 'bytes' | null]>([
    [0, 0, megabyte, null],
    [0, 0, megabyte + 1, 'bytes'],
    [2, megabyte - 5, 5, null],
    [2, megabyte - 5, 6, 'bytes'],
    [3, 0, 1, 'files'],
  ])('with %d files of %d bytes and %d to come: %s', (files, bytes, next, passed) => {
    expect(quotaPassed({ files, bytes }, next, quota)).toBe(passed);
  });

  it('is none where it is switched off', () => {
    expect(quotaPassed({ files: 9_999, bytes: 1e12 }, 1, { files: 0, megabytes: 0 })).toBeNull();
  });
});
