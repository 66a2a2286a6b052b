import request from 'supertest';
import { createApp } from '../../api/app';
import { appDepsOf } from '../../api/compose';
import type { AppDeps } from '../../api/deps';
import { plusMs } from '../../domain/clock/instant';
import { OpenPage, onPort } from '../support/changes';
import { assignCase, openTown, reportCase, type TestTown } from '../support/open-town';

/** A process of the API. */
interface Process {
  deps: AppDeps;
  at: { port: number };
  end(): Promise<void>;
}

let town: TestTown;
let here: Awaited<ReturnType<typeof onPort>>;
/** Another one on the same record: nobody tells it what the first one commits. */
let other: Process;
let clockService: 'running' | 'delayed' = 'running';
const pages: OpenPage[] = [];

const startProcess = async (): Promise<Process> => {
  const { config, logger } = town.deps;
  const deps = appDepsOf(town.record, { config, logger, clockService: () => clockService });
  const at = await onPort(createApp(deps));
  const end = async (): Promise<void> => {
    deps.changes.close();
    await at.close();
    await deps.refusals.close();
  };
  return { deps, at, end };
};

beforeAll(async () => {
  town = await openTown();
  here = await onPort(createApp(town.deps));
  other = await startProcess();
});
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});
afterAll(async () => {
  town.deps.changes.close();
  await Promise.all([here.close(), other.end()]);
  await town.close();
});

const place = async (): Promise<void> => {
  while ((await town.record.door.placeEvents(200)) > 0);
};

const listen = async (
  username: string,
  at: { port: number } = here,
  headers: Record<string, string> = {},
): Promise<OpenPage> => {
  const { cookie } = await town.as(username);
  const page = await OpenPage.open(at.port, { Cookie: cookie, ...headers });
  pages.push(page);
  if (page.status === 200) await page.until(({ told }) => told.some(({ event }) => event !== 'clock'));
  return page;
};

const heard = (page: OpenPage, caseId: string) => page.streams.includes(`case:${caseId}`);

const noteIn = async (caseId: string): Promise<void> => {
  const { status, text } = await (await town.as('ofc')).command(caseId, 'add-note', { text: '已联系' });
  if (status !== 200) throw new Error(text);
};

describe('an open page is told what changes', () => {
  it('begins with where it stands: the clocks, what is unread, and a place to come back to', async () => {
    const page = await listen('ofc');
    expect(page.told[0]).toMatchObject({ event: 'clock', data: { clockService: 'running' } });
    const { body } = await (await town.as('ofc')).get('/api/v1/me');
    expect(page.told[1]).toMatchObject({ event: 'change', data: { streams: [], unread: body.unread } });
    expect(page.lastId).not.toBe('');
  });

  it('within a second or two, what somebody else decides, with its version, wherever it was committed', async () => {
    const [own, elsewhere] = [await listen('ofc'), await listen('ofc', other.at)];
    const caseId = await reportCase(town);
    await place();
    for (const page of [own, elsewhere]) await page.until((one) => heard(one, caseId), 2_000);
    expect(own.told.at(-1)?.data.streams).toEqual([{ kind: 'case', id: caseId, version: 1 }]);
    await noteIn(caseId);
    town.deps.changes.wake();
    await own.until(({ told }) => told.at(-1)?.data.streams?.[0]?.version === 2, 2_000);
  });

  it('and at once what its own process commits, without waiting for whoever gives events their places', async () => {
    const page = await listen('ofc');
    const caseId = await reportCase(town);
    town.deps.changes.wake();
    await expect(page.until((one) => heard(one, caseId), 900)).resolves.toBeUndefined();
  });

  it('only of what its reader may read: the village, the reporter, the firm, another town', async () => {
    const caseId = await reportCase(town, 'rp');
    await place();
    const everybody = ['ofc', 'l2', 'vgm', 'rp', 'ens', 'ow', 'ds2', 'efo1', 'other-ofc', 'sa'];
    const open = await Promise.all(everybody.map(async (who) => [who, await listen(who)] as const));
    await noteIn(caseId);
    const later = await reportCase(town, 'vgg');
    await assignCase(town, later);
    town.deps.changes.wake();
    for (const [who, page] of open) {
      const person = await town.as(who);
      const asked = await Promise.all([caseId, later].map((id) => person.get(`/api/v1/cases/${id}`)));
      const readable = [caseId, later].filter((_, n) => asked[n]?.status === 200);
      await page.until((one) => readable.every((id) => heard(one, id)), 3_000);
      expect([who, [caseId, later].filter((id) => heard(page, id))]).toEqual([who, readable]);
    }
    expect(open.filter(([, page]) => page.streams.length > 0).map(([who]) => who)).toEqual(
      expect.arrayContaining(['ofc', 'l2', 'vgm', 'rp', 'ens']),
    );
    expect(open.find(([who]) => who === 'other-ofc')?.[1].streams).toEqual([]);
  });

  it('of a talk to who sees it, and of a message that somebody gets', async () => {
    const caseId = await reportCase(town);
    await assignCase(town, caseId);
    await place();
    const [leader, stranger] = [await listen('l2'), await listen('other-ofc')];
    const body = { act: 'interview', addressee: { subjectId: 'drill-company' }, caseIds: [caseId], reason: '屡次逾期' };
    const opened = await (await town.as('ofc')).post('/api/v1/escalations', body);
    expect(opened.status).toBe(201);
    town.deps.changes.wake();
    await leader.until(({ streams }) => streams.includes(`escalation:${String(opened.body.escalationId)}`));
    expect(stranger.streams).toEqual([]);
    const { body: me } = await (await town.as('l2')).get('/api/v1/me');
    expect(leader.told.at(-1)?.data.unread).toBe(me.unread);
  });

  it('that the clocks fall behind', async () => {
    const page = await listen('ofc', other.at);
    clockService = 'delayed';
    await page.until(({ told }) => told.at(-1)?.data.clockService === 'delayed', 3_000);
    clockService = 'running';
    const isBack = ({ told }: OpenPage): boolean => told.at(-1)?.data.clockService === 'running';
    await expect(page.until(isBack, 3_000)).resolves.toBeUndefined();
  });
});

describe('a connection that is lost', () => {
  it('goes on where it was, at another process too, and leaves nothing out', async () => {
    const before = await listen('ofc');
    const missed: string[] = [];
    before.close();
    for (let n = 0; n < 3; n += 1) missed.push(await reportCase(town));
    await place();
    const after = await listen('ofc', other.at, { 'Last-Event-ID': before.lastId });
    expect(after.told[1]).toMatchObject({ event: 'change' });
    await after.until(({ streams }) => streams.length >= missed.length);
    expect(after.streams).toEqual(missed.map((id) => `case:${id}`));
    const next = await reportCase(town);
    await place();
    await after.until((one) => heard(one, next));
    expect(after.streams).toHaveLength(4);
  });

  it('is told to read anew where it was away for too long, or its place is none', async () => {
    for (const lost of ['nonsense', (await listen('l2')).lastId]) {
      const page = await listen('ofc', here, { 'Last-Event-ID': lost });
      expect(page.told[1]).toMatchObject({ event: 'reset' });
    }
    const { lastId } = await listen('ofc');
    const { write } = town.database.sources;
    const [end] = await write.query('SELECT MAX(position) AS last FROM feed');
    const rows = Array.from({ length: 2_100 }, (_, n) => Number(end.last) + 1 + n);
    for (let n = 0; n < rows.length; n += 300)
      await write.query(
        `INSERT INTO feed (event_id, stream_id, seq, town_id, type, at, position) VALUES ${rows
          .slice(n, n + 300)
          .map(
            (at) =>
              `('E${at}', 'case:elsewhere', ${at}, 'other-town', 'note-added', '2026-01-01T00:00:00.000Z', ${at})`,
          )
          .join(', ')}`,
      );
    const fresh = await startProcess();
    const page = await listen('ofc', fresh.at, { 'Last-Event-ID': lastId });
    expect(page.told[1]).toMatchObject({ event: 'reset' });
    const caseId = await reportCase(town);
    await place();
    await page.until((one) => heard(one, caseId));
    await fresh.end();
  });
});

describe('who may listen', () => {
  it('is nobody without a session', async () => {
    expect((await OpenPage.open(here.port, {})).status).toBe(401);
  });

  it('is let go when he signs out, and told nothing more', async () => {
    const person = await town.again('ru');
    const page = await OpenPage.open(here.port, { Cookie: person.cookie });
    await page.until(({ told }) => told.length > 1);
    await request(town.app).delete('/api/v1/session').set({ Cookie: person.cookie, 'X-CSRF-Token': person.csrf });
    const caseId = await reportCase(town);
    town.deps.changes.wake();
    await page.until(({ isEnded }) => isEnded);
    expect(heard(page, caseId)).toBe(false);
  });

  it('is let go when the account is disabled, and when the session runs out while nobody asks for anything', async () => {
    const { write } = town.database.sources;
    const change = (at: string | null) =>
      write.query('UPDATE account SET disabled_at = ? WHERE person_id = ?', [at, town.people['ow']]);
    const disabled = await listen('ow');
    await change(town.deps.now());
    await disabled.until(({ isEnded }) => isEnded, 8_000);
    await change(null);
    const idle = await listen('ldd');
    const realNow = town.deps.now;
    town.deps.now = () => plusMs(realNow(), 31 * 60_000);
    try {
      await expect(idle.until(({ isEnded }) => isEnded, 8_000)).resolves.toBeUndefined();
    } finally {
      town.deps.now = realNow;
    }
  });

  it('does not keep his session alive by it', async () => {
    const { cookie } = await town.again('ru');
    const realNow = town.deps.now;
    let passed = 0;
    town.deps.now = () => plusMs(realNow(), passed);
    try {
      for (let n = 0; n < 3; n += 1) {
        passed += 9 * 60_000;
        expect((await request(town.app).get('/api/v1/changes').set('Cookie', cookie)).status).toBe(200);
      }
      passed += 9 * 60_000;
      expect((await request(town.app).get('/api/v1/changes').set('Cookie', cookie)).status).toBe(401);
    } finally {
      town.deps.now = realNow;
    }
  });

  it('is one person four times at most, who is told to ask instead', async () => {
    const open: OpenPage[] = [];
    for (let n = 0; n < 5; n += 1) open.push(await listen('efh'));
    expect(open.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429]);
    const { body } = await request(town.app)
      .get('/metrics')
      .buffer(true)
      .parse((reply, done) => {
        let text = '';
        reply.on('data', (chunk) => (text += String(chunk)));
        reply.on('end', () => {
          done(null, text);
        });
      });
    expect(String(body)).toMatch(/bihuan_change_listeners [4-9]/);
    expect(String(body)).toMatch(/bihuan_changes_told_total{event="change"} \d+/);
    open[0]?.close();
    const again = async (): Promise<number> => (await listen('efh')).status;
    let status = await again();
    for (let n = 0; n < 50 && status !== 200; n += 1) status = await again();
    expect(status).toBe(200);
  });

  it('is let go when the process ends', async () => {
    const { at, deps, end } = await startProcess();
    const page = await listen('ofc', at);
    deps.changes.close();
    await page.until(({ isEnded }) => isEnded, 1_000);
    expect((await listen('ofc', at)).status).toBe(503);
    await end();
  });
});

describe('who asks instead of listening', () => {
  const ask = async (who: string, query = '') => (await town.as(who)).get(`/api/v1/changes${query}`);

  it('gets what changed since, each once, and where to go on', async () => {
    await place();
    const begun = (await ask('ofc')).body;
    expect(begun).toMatchObject({ items: [], clockService: 'running' });
    const caseId = await reportCase(town);
    await noteIn(caseId);
    await place();
    const { body } = await ask('ofc', `?after=${String(begun.next)}`);
    expect(body.items).toEqual([{ kind: 'case', id: caseId, version: 2 }]);
    expect((await ask('ofc', `?after=${String(body.next)}`)).body).toMatchObject({ items: [], next: body.next });
    expect((await ask('other-ofc')).body.items).toEqual([]);
  });

  it('is refused with a place of somebody else, and with what is no parameter', async () => {
    const { next } = (await ask('l2')).body;
    expect((await ask('ofc', `?after=${String(next)}`)).status).toBe(400);
    expect((await ask('ofc', '?after=nonsense')).status).toBe(400);
    expect((await ask('ofc', '?wait=5')).status).toBe(422);
    const odd = await (await town.as('ofc')).get('/api/v1/changes').set('Accept', 'text/html');
    expect(odd.status).toBe(406);
  });
});
