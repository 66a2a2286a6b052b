import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import request from 'supertest';
import { createApp } from '../../api/app';
import { appDepsOf } from '../../api/compose';
import type { AppDeps } from '../../api/deps';
import { openApiOf } from '../../api/openapi/document';
import { allRoutes } from '../../api/routes';
import type { Instant } from '../../domain/clock/instant';
import { createLogger, type Logger } from '../../logger';
import { loadCalendar, loadPacks } from '../../policies';
import { recordOn, type OpenRecord } from '../../record/open-record';
import { createMeter } from '../../telemetry/meter';
import { observed } from '../../telemetry/observed-door';
import { DEMO_PACK } from '../../scripts/demo/accounts';
import { photo } from '../../scripts/demo/photo';
import { seedDemoTowns, type DemoPeople } from '../../scripts/demo/towns';
import { Conformance, heldAgainst, type ApiDocument } from './conformance';
import { freshDatabase, type FreshDatabase } from './database';

export interface TestTownOptions {
  packId?: string;
  /** Replaces the record's clock. */
  now?(): Instant;
  config?: Partial<AppDeps['config']>;
  logger?: Logger;
  /** False leaves the database empty, as at a first start. */
  seeded?: boolean;
}

/** The real app on a real record with the accounts of demo mode. */
export interface TestTown {
  app: Express;
  deps: AppDeps;
  record: OpenRecord;
  database: FreshDatabase;
  people: DemoPeople;
  /** A signed-in person; signed in once per town. */
  as(username: string): Promise<TestPerson>;
  /** The same after what was signed in has ended. */
  again(username: string): Promise<TestPerson>;
  close(): Promise<void>;
}

let keys = 0;
export const freshKey = (): string => `test-key-${String((keys += 1))}`;

/** A person at the API. */
export class TestPerson {
  constructor(
    private readonly app: Express,
    readonly cookie: string,
    readonly csrf: string,
    readonly personId: string,
  ) {}

  get(path: string): request.Test {
    return request(this.app).get(path).set('Cookie', this.cookie);
  }

  /** A write with cookie, CSRF token and a fresh key. */
  post(path: string, body: object = {}, headers: { [name: string]: string } = {}): request.Test {
    return request(this.app)
      .post(path)
      .set({ Cookie: this.cookie, 'X-CSRF-Token': this.csrf, 'Idempotency-Key': freshKey(), ...headers })
      .send(body);
  }

  delete(path: string): request.Test {
    return request(this.app)
      .delete(path)
      .set({ Cookie: this.cookie, 'X-CSRF-Token': this.csrf, 'Idempotency-Key': freshKey() });
  }

  upload(bytes: Buffer, name = '现场.png'): request.Test {
    return request(this.app)
      .post('/api/v1/attachments')
      .set({ Cookie: this.cookie, 'X-CSRF-Token': this.csrf, 'Idempotency-Key': freshKey() })
      .attach('file', bytes, name);
  }

  /** Ids of that many fresh photos of this person. */
  async photos(count = 1): Promise<string[]> {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const reply = await this.upload(photo((keys += 1)));
      if (reply.status !== 201) throw new Error(`upload: ${reply.status} ${reply.text}`);
      ids.push(String(reply.body.attachmentId));
    }
    return ids;
  }

  /** A command with the version just read, unless one is given. */
  async command(caseId: string, command: string, body: object = {}, version?: number): Promise<request.Response> {
    const seen = version ?? Number((await this.get(`/api/v1/cases/${caseId}`)).body.version);
    return this.post(`/api/v1/cases/${caseId}/commands/${command}`, body, { 'If-Match': `"${seen}"` });
  }
}

const signIn = async (app: Express, username: string): Promise<TestPerson> => {
  const reply = await request(app)
    .post('/api/v1/session')
    .send({ username, password: `drill-${username}` });
  if (reply.status !== 204) throw new Error(`sign-in of ${username}: ${reply.status} ${reply.text}`);
  const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? '';
  const me = await request(app).get('/api/v1/me').set('Cookie', cookie);
  return new TestPerson(app, cookie, String(me.body.csrfToken), String(me.body.person.personId));
};

/** Opens a town; close it in `afterAll`. */
export const openTown = async (options: TestTownOptions = {}): Promise<TestTown> => {
  const { packId = DEMO_PACK, now, config = {}, seeded = true } = options;
  const database = await freshDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'bihuan-town-'));
  const logger =
    options.logger ?? createLogger({ level: 'error', service: 'test', silent: process.env['SHOW_LOG'] === undefined });
  const meter = createMeter({ ofProcess: false });
  const packs = loadPacks();
  const parts = { packs, calendar: loadCalendar(), key: Buffer.alloc(32, 7), logger };
  const opened = recordOn(database.sources, { ...parts, observe: meter.observe, ...(now && { now }) });
  const record = observed(opened, { meter, logger });
  const deps = appDepsOf(record, {
    logger,
    meter,
    clockService: () => 'running',
    config: {
      dataDir,
      trustProxy: false,
      allowedHosts: [],
      cookieSecure: false,
      rateLimit: 0,
      uploadQuota: { files: 0, megabytes: 0 },
      webhookAllow: [],
      ...config,
    },
  });
  const conformance = new Conformance(openApiOf(allRoutes(deps)) as ApiDocument);
  const app = heldAgainst(conformance, createApp(deps));
  const pack = packs.get(packId);
  if (pack === undefined) throw new Error(`no pack ${packId}`);
  const people = seeded ? await seedDemoTowns(record.door, pack) : {};
  const signedIn = new Map<string, TestPerson>();
  const again = async (username: string): Promise<TestPerson> => {
    const person = await signIn(app, username);
    signedIn.set(username, person);
    return person;
  };
  return {
    app,
    deps,
    record,
    database,
    people,
    as: async (username) => signedIn.get(username) ?? again(username),
    again,
    async close() {
      const { deviations } = conformance;
      await deps.refusals.close();
      record.door.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
      if (deviations.length > 0) throw new Error(`answers that the document does not know:\n${deviations.join('\n')}`);
    },
  };
};

/** A report that everybody entitled may send; `vgg` of 梅桥村 by default. */
export const reportBody = async (person: TestPerson, overrides: object = {}): Promise<object> => ({
  title: '电动自行车充电棚无消防设施',
  description: '充电棚无灭火器、无自动断电装置。',
  source: 'grid-patrol',
  foundAt: new Date(Date.now() - 60_000).toISOString(),
  siteId: 'drill-charging-site',
  hazardType: 'charging-site-fire',
  attachmentIds: await person.photos(1),
  ...overrides,
});

/** Reports a case; returns its id. */
export const reportCase = async (town: TestTown, username = 'vgg', overrides: object = {}): Promise<string> => {
  const person = await town.as(username);
  const reply = await person.post('/api/v1/cases', await reportBody(person, overrides));
  if (reply.status !== 201) throw new Error(`report: ${reply.status} ${reply.text}`);
  return String(reply.body.caseId);
};

/** Puts a reported case on the books with these subjects. */
export const gradeCase = async (town: TestTown, caseId: string, subjectIds = ['drill-company']): Promise<void> => {
  const grading = {
    grade: 'general',
    domain: 'fire',
    hazardType: 'charging-site-fire',
    clauseId: 'baihe-charging-site',
    subjectIds,
  };
  const steps = [
    await (await town.as('ofc')).command(caseId, 'verify', { method: 'documents', finding: '材料属实' }),
    await (await town.as('ldc')).command(caseId, 'grade', grading),
  ];
  for (const { status, text } of steps) if (status !== 200) throw new Error(`${status} ${text}`);
};

/** Verified, graded, and assigned to the town's operations centre and the village. */
export const assignCase = async (town: TestTown, caseId: string): Promise<void> => {
  await gradeCase(town, caseId);
  const units = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-meiqiao' };
  const { status, text } = await (await town.as('ofc')).command(caseId, 'assign', units);
  if (status !== 200) throw new Error(`${String(status)} ${text}`);
};
