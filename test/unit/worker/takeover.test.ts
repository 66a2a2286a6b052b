import { createLogger } from '../../../logger';
import { createMeter } from '../../../telemetry/meter';
import { startTakeover, type TakeoverDeps } from '../../../worker/takeover';
import { assertSoon } from '../../workflows/support/server';

const logger = createLogger({ level: 'error', service: 'test', silent: true });

/** Streams of an older release, and a server that refuses some of them. */
const scene = (ids: string[], refused: (streamId: string) => boolean) => {
  const waiting = new Set(ids);
  const started: string[] = [];
  const start = (_type: string, { workflowId }: { workflowId: string }): Promise<void> => {
    if (refused(workflowId)) return Promise.reject(new Error('refused'));
    started.push(workflowId);
    return Promise.resolve();
  };
  const meter = createMeter({ ofProcess: false });
  const deps = {
    meter,
    taskQueue: 'test',
    logger,
    door: {
      streamsToTakeOver: (afterId: string, limit: number) =>
        Promise.resolve(
          [...waiting]
            .filter((id) => id > afterId)
            .toSorted()
            .slice(0, limit),
        ),
      raiseGeneration: () => Promise.resolve(2),
      noteTakenOver: (streamId: string) => {
        waiting.delete(streamId);
        return Promise.resolve();
      },
    },
    link: {
      isUp: () => true,
      answers: () => Promise.resolve(true),
      call: (work: (client: object) => Promise<unknown>) => work({ workflow: { start } }),
    },
  } as unknown as TakeoverDeps;
  const left = async (): Promise<string | undefined> =>
    /^bihuan_streams_of_older_release (.+)$/m.exec((await meter.read()).body)?.[1];
  return { deps, started, waiting, left };
};

describe('taking over the workflows of an older release', () => {
  it('gives each open stream a new one, page after page', async () => {
    const ids = Array.from({ length: 30 }, (_, n) => `case:${String(n).padStart(3, '0')}`);
    const { deps, started, waiting, left } = scene(ids, () => false);
    const loop = startTakeover(deps);
    expect(await left()).toBe('Nan');
    await assertSoon(() => waiting.size === 0);
    await loop.stop();
    expect(await left()).toBe('0');
    expect(started).toEqual(ids);
  });

  it('goes on with the others where one is refused or of a kind that nobody knows', async () => {
    const { deps, started, waiting, left } = scene(['case:a', 'case:b', 'matter:x', 'case:c'], (id) => id === 'case:a');
    const loop = startTakeover(deps);
    await assertSoon(() => waiting.size === 2);
    await loop.stop();
    expect(started).toEqual(['case:b', 'case:c']);
    expect([...waiting]).toEqual(['case:a', 'matter:x']);
    expect(await left()).toBe('2');
  });
});
