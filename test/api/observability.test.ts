import { Writable } from 'node:stream';
import request from 'supertest';
import { transports } from 'winston';
import { createLogger } from '../../logger';
import { confirmDeliveries, muteDeliveries } from '../../record/mute';
import { openTown, reportBody, reportCase, type TestTown } from '../support/open-town';

type Line = Record<string, unknown>;

const lines: Line[] = [];
const logger = createLogger({ level: 'info', service: 'test' });
const sink = new Writable({
  write(chunk: Buffer, _encoding, done) {
    const line: unknown = JSON.parse(chunk.toString());
    if (typeof line === 'object' && line !== null) lines.push({ ...line });
    done();
  },
});
logger.clear().add(new transports.Stream({ stream: sink }));

let town: TestTown;
beforeAll(async () => {
  town = await openTown({ logger });
});
afterAll(async () => {
  await town.close();
});

const theirs = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${theirs}-00f067aa0ba902b7-01`;

/** Lines come a moment after the answer. */
const linesOf = async (traceId: string, message: string): Promise<Line[]> => {
  await new Promise((resolve) => setTimeout(resolve, 20));
  return lines.filter((line) => line['traceId'] === traceId && line['message'] === message);
};

const metrics = async (): Promise<string> => (await request(town.app).get('/metrics')).text;

describe('the log', () => {
  it('joins request and command by the trace id of the caller, and both with the events by their cause', async () => {
    const vgg = await town.as('vgg');
    const reply = await vgg.post('/api/v1/cases', await reportBody(vgg), { traceparent });
    expect([reply.status, reply.headers['x-trace-id']]).toEqual([201, theirs]);
    const [told] = await linesOf(theirs, 'request');
    const [command] = await linesOf(theirs, 'command');
    const [event] = await town.record.door.loadStream(`case:${String(reply.body.caseId)}`);
    expect(told).toMatchObject({ method: 'POST', route: '/api/v1/cases', status: 201, personId: vgg.personId });
    expect(command).toMatchObject({ command: 'report', outcome: 'done', streamId: event?.streamId });
    expect([told?.['cause'], command?.['cause']]).toEqual([event?.cause, event?.cause]);
  });

  it('never names who reports under protection, nor who reads', async () => {
    const rp = await town.as('rp');
    const before = lines.length;
    const body = await reportBody(rp, {
      source: 'public-report',
      reporter: { name: '王举报', phone: '13800000000', anonymous: true },
    });
    const reply = await rp.post('/api/v1/cases', body);
    const caseId = String(reply.body.caseId);
    expect(reply.status).toBe(201);
    await rp.get(`/api/v1/cases/${caseId}`);
    await linesOf('', 'request');
    const about = lines
      .slice(before)
      .filter((line) => JSON.stringify(line).includes(caseId) || line['route'] === '/api/v1/cases');
    expect(about.length).toBeGreaterThan(2);
    expect(JSON.stringify(about)).not.toMatch(new RegExp(`王举报|13800000000|${rp.personId}`));
  });
});

describe('/readyz', () => {
  it('says which years have no working days that should be known', async () => {
    const { dependencies } = (await request(town.app).get('/readyz')).body;
    expect(dependencies.calendar).toMatchObject({ version: expect.any(String), missingYears: expect.any(Array) });
  });

  it('U-15 U-19 says how many streams are stuck, and since when and why webhooks are muted', async () => {
    const deliveries = async (): Promise<unknown> =>
      (await request(town.app).get('/readyz')).body.dependencies.deliveries;
    const { dependencies } = (await request(town.app).get('/readyz')).body;
    expect(dependencies.streams).toEqual({ stuck: { settle: 0, relay: 0, oldestMs: 0 } });
    expect(await deliveries()).toEqual({ muted: null });
    await muteDeliveries(town.record.door, '王工', 'restored from a backup');
    expect(await deliveries()).toEqual({ muted: { since: expect.any(String), why: 'restored from a backup' } });
    expect((await request(town.app).get('/readyz')).body.status).toBe('ready');
    await confirmDeliveries(town.record.door, '王工');
    expect(await deliveries()).toEqual({ muted: null });
  });
});

describe('/metrics', () => {
  it('U-15 U-19 shows stuck streams by what fails, and whether webhooks are muted', async () => {
    const text = await metrics();
    expect(text).toMatch(/bihuan_streams_stuck\{work="settle"\} 0/);
    expect(text).toMatch(/bihuan_streams_stuck\{work="relay"\} 0/);
    expect(text).toMatch(/bihuan_deliveries_muted 0/);
  });

  it('counts requests by the template of their path and never holds an id', async () => {
    const caseId = await reportCase(town);
    const ofc = await town.as('ofc');
    expect((await ofc.get(`/api/v1/cases/${caseId}`)).status).toBe(200);
    await ofc.get(`/nowhere/${caseId}`);
    const text = await metrics();
    expect(text).toMatch(
      /bihuan_http_requests_total\{method="GET",route="\/api\/v1\/cases\/:caseId",status="200"\} \d/,
    );
    expect(text).toMatch(/bihuan_http_requests_total\{method="GET",route="none",status="404"\} \d/);
    for (const secret of [caseId, ofc.personId, 'drill-town', '梅桥']) expect(text).not.toContain(secret);
  });

  it('counts what the rules refuse by code, and commands by what came of them', async () => {
    const caseId = await reportCase(town);
    const vgg = await town.as('vgg');
    const reply = await vgg.command(caseId, 'verify', { method: 'on-site', finding: '属实' });
    expect(reply.status).toBe(403);
    const text = await metrics();
    expect(text).toMatch(/bihuan_refusals_total\{code="sod-violation"\} [1-9]/);
    expect(text).toMatch(/bihuan_command_duration_seconds_count\{kind="case",outcome="refused"\} [1-9]/);
    expect(text).toMatch(/bihuan_command_duration_seconds_count\{kind="case",outcome="done"\} [1-9]/);
  });

  it('shows what waits to be told to the workflows, and asks the database once in five seconds', async () => {
    let asked = 0;
    const { door } = town.record;
    expect(await metrics()).toMatch(/bihuan_outbox_rows [1-9]/);
    const observed = town.database.sources.read;
    const query = jest.spyOn(observed, 'query').mockImplementation(() => {
      asked += 1;
      return Promise.resolve([]);
    });
    await metrics();
    await metrics();
    query.mockRestore();
    expect(asked).toBe(0);
    expect((await door.health()).available).toBe(true);
  });

  it('is answered to an address without a name, as scrapers and probes ask, and to no other name', async () => {
    const host = (path: string, name: string): Promise<number> =>
      request(town.app)
        .get(path)
        .set('Host', name)
        .then(({ status }) => status);
    expect(await host('/metrics', '10.1.2.3:8080')).toBe(200);
    expect(await host('/readyz', '[fd00::1]:8080')).toBe(200);
    expect(await host('/metrics', 'elsewhere.example')).toBe(400);
    expect(await host('/api/v1/me', '10.1.2.3:8080')).toBe(400);
  });
});

describe('what is said of the service to who is signed in', () => {
  it('is in the overview of /me, with what waits for him as his worklist counts it', async () => {
    const ofc = await town.as('ofc');
    const { overview } = (await ofc.get('/api/v1/me?overview=true')).body;
    const { counters } = (await ofc.get('/api/v1/worklist?limit=1')).body;
    expect(overview).toMatchObject({ waiting: counters, clockService: 'running', training: false });
    expect((await ofc.get('/api/v1/me')).body.overview).toBeUndefined();
  });

  it('is told whole to administration and audit alone, as /readyz says it, which proxies do not pass on', async () => {
    const ready = (await request(town.app).get('/readyz')).body;
    for (const by of ['sa', 'au']) {
      const { dependencies } = (await (await town.as(by)).get('/api/v1/operations')).body;
      expect([by, dependencies.policies]).toEqual([by, ready.dependencies.policies]);
    }
    expect((await (await town.as('ofc')).get('/api/v1/operations')).status).toBe(403);
  });
});
