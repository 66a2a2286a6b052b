import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../config';
import { lockFile } from '../../entities/file-lock';
import { createLogger } from '../../logger';
import { openTemporal, runningServer, TemporalInUse, type OpenTemporal } from '../../worker/open-temporal';

jest.setTimeout(120_000);

const logger = createLogger({ level: 'error', service: 'test', silent: true });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bihuan-one-server-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const dataDir = (): string => join(folder, 'data');
/** Opens as a process of the data directory does; `limitMs` is its patience with another one. */
const opened = async (limitMs?: number): Promise<OpenTemporal> => {
  const { config } = readConfig({ DATA_DIR: dataDir() });
  const found = await openTemporal(config, logger, limitMs);
  if (found === undefined) throw new Error('no Temporal server on this machine');
  return found;
};

describe('processes of one data directory', () => {
  it('use one Temporal server, which goes on when those that only use it stop', async () => {
    const [one, two] = await Promise.all([opened(), opened()]);
    expect(two.address).toBe(one.address);
    const [owner, guest] = one.origin.includes('another process') ? [two, one] : [one, two];
    expect(owner.origin).not.toBe(guest.origin);
    await guest.stop();
    expect((await opened()).address).toBe(owner.address);
    await owner.stop();
    expect(runningServer(dataDir())).toBeUndefined();
    const next = await opened();
    expect(next.origin).not.toContain('another process');
    await next.stop();
  });

  it.each([
    ['has not said where its server is', undefined],
    ['said where its server is, which does not answer', { address: '127.0.0.1:9', pid: process.pid }],
    ['left the note of a process that is gone', { address: '127.0.0.1:9', pid: 2 ** 22 + 1 }],
  ])('start no second server on the file of one that %s, and say the way on', async (_, note) => {
    mkdirSync(dataDir());
    const lock = await lockFile(join(dataDir(), 'temporal.sqlite'));
    if (note !== undefined) writeFileSync(join(dataDir(), 'temporal-address.json'), JSON.stringify(note));
    const refused: unknown = await opened(500).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TemporalInUse);
    expect(String(refused)).toMatch(/temporal\.sqlite is in use.*TEMPORAL_ADDRESS/);
    await lock?.release();
  });
});
