import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProductProcess, type ProductProcess } from '../../scripts/cluster/process';

const drainLimitMs = 10_000;
const folders: string[] = [];

interface Alone extends ProductProcess {
  /** The first installation's one-time token, where the process said one. */
  setupToken: string | undefined;
}

const startAlone = async (program: string): Promise<Alone> => {
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-shutdown-'));
  folders.push(folder);
  const env = {
    DATABASE_URL: `sqlite:///${join(folder, 'record.sqlite')}`,
    DATA_DIR: folder,
    HOST: '127.0.0.1',
    PORT: '0',
    OPS_HOST: '127.0.0.1',
    OPS_PORT: '0',
    PACKS: 'drill',
    RATE_LIMIT: '0',
    LOG_LEVEL: 'warn',
  };
  const started = await startProductProcess(program, { name: 'product', folder, env });
  const [, setupToken] = /首次启动.*：(\S+)$/m.exec(readFileSync(join(folder, 'product.log'), 'utf8')) ?? [];
  return { ...started, setupToken };
};

const post = (url: string, path: string, body: object): Promise<Response> =>
  fetch(`${url}/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const admin = { name: '管理员', username: 'admin', password: 'a-long-first-word' };

const setUp = async ({ url, setupToken }: Alone): Promise<void> => {
  const reply = await post(url, 'setup', {
    setupToken,
    town: { townId: 'baihe', name: '白鹤镇', districtName: '青浦区' },
    packId: 'drill',
    administrator: admin,
    officeHead: { ...admin, name: '专班主任', username: 'zhuren' },
  });
  expect(reply.status).toBe(201);
};

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Call {
  startedAt: number;
  endedAt: number;
  /** A status, or `cut` where the connection ended before the answer began. */
  answer: number | 'cut';
}

const answerTo = async (url: string): Promise<Call['answer']> => {
  try {
    const reply = await post(url, 'session', { username: admin.username, password: admin.password });
    await reply.text();
    return reply.status;
  } catch {
    return 'cut';
  }
};

/** Signs in again and again, which takes its time, because passwords are hashed slowly; until nobody answers any more. */
const pressOn = async (url: string, calls: Call[]): Promise<void> => {
  for (let answer: Call['answer'] = 0; answer !== 'cut';) {
    const startedAt = performance.now();
    answer = await answerTo(url);
    calls.push({ startedAt, endedAt: performance.now(), answer });
  }
};

/** Until the clocks run, where they run in the process itself: starting a Temporal worker keeps it busy. */
const settled = async (url: string, hasClocks: boolean): Promise<void> => {
  for (let isSettled = !hasClocks; !isSettled;) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    isSettled = (await (await fetch(`${url}/readyz`)).text()).includes('"clockService":"running"');
  }
};

const callers = 24;
/** A request that is this old has certainly been read. */
const readMs = 100;

describe.each([
  ['the API', 'api/main.js', false],
  ['everything in one process', 'main.js', true],
])('%s, told to stop under load', (_, program, hasClocks) => {
  it('answers what it has begun, ends within ten seconds, and says nothing worse than 503', async () => {
    const running = await startAlone(program);
    await setUp(running);
    await settled(running.url, hasClocks);
    const calls: Call[] = [];
    const pressing = Array.from({ length: callers }, () => pressOn(running.url, calls));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const signalAt = performance.now();
    const { code, ms } = await running.stop();
    await Promise.all(pressing);
    const begun = calls.filter(({ startedAt, endedAt }) => startedAt < signalAt - readMs && endedAt > signalAt);
    const statuses = new Set(calls.flatMap(({ answer }) => (answer === 'cut' ? [] : [answer])));
    expect([code, ms <= drainLimitMs]).toEqual([0, true]);
    expect(begun.length).toBeGreaterThan(0);
    expect(new Set(begun.map(({ answer }) => answer))).toEqual(new Set([204]));
    expect([...statuses].filter((status) => status >= 500 && status !== 503)).toEqual([]);
  }, 60_000);
});

describe('a worker, told to stop', () => {
  it('says whether it is ready until then and ends within ten seconds', async () => {
    const running = await startAlone('worker/main.js');
    const ready: unknown = await (await fetch(`${running.url}/readyz`)).json();
    expect(ready).toMatchObject({ status: 'ready', clockService: { temporal: 'up', worker: 'running' } });
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${running.url}/metrics`)).text()).toContain('temporal_worker_start_total');
    expect((await fetch(`${running.url}/api/v1/me`)).status).toBe(404);
    const { code, ms } = await running.stop();
    expect([code, ms <= drainLimitMs]).toEqual([0, true]);
  }, 60_000);
});
