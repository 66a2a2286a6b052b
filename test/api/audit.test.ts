/* eslint-disable @typescript-eslint/no-unsafe-return -- answers are JSON of any shape */
import request from 'supertest';
import { photo } from '../../scripts/demo/photo';
import { verifyAuditDays } from '../../record/audit-chain';
import { createStore } from '../../record/store';
import { hashPassword } from '../../api/session/secrets';
import { insertPerson, insertPost } from '../../api/town-setup';
import { newId } from '../../record/new-id';
import { jsonAnswer } from '../../api/administer';
import { freshKey, openTown, reportCase, type TestTown } from '../support/open-town';

interface Row {
  action: string;
  personId: string | null;
  townId: string | null;
  ref: string;
  outcome: string;
  origin: Record<string, unknown>;
  data: Record<string, unknown>;
}

let town: TestTown;
let caseId: string;

/** `aud2` audits the other town, `aud0` the district. */
const addAuditor = async (username: string, unitId: string): Promise<void> => {
  const personId = newId();
  town.people[username] = personId;
  const passwordHash = await hashPassword(`drill-${username}`);
  const townId = unitId.startsWith('other') ? 'other-town' : null;
  const key = freshKey();
  await town.record.door.administer({
    personId: 'setup',
    idempotencyKey: key,
    requestHash: key,
    traceId: key,
    action: 'test-post',
    townId: null,
    work: async (tx) => {
      const person = { personId, townId, name: '另审', phone: null, username, passwordHash, mustChangePassword: false };
      await insertPerson(tx, person);
      const post = { personId, role: 'AU', unitId, subjectId: null, certificate: null } as const;
      await insertPost(tx, { ...post, from: '2025-01-01', to: null });
      return { answer: jsonAnswer(200, {}), ref: personId, data: {}, directoryOf: '*' };
    },
  });
};

beforeAll(async () => {
  town = await openTown();
  caseId = await reportCase(town);
  await addAuditor('aud2', 'other-town-zhengfu');
  await addAuditor('aud0', 'district');
});
afterAll(async () => {
  await town.close();
});

/** Every row that somebody may read, newest first. */
const rowsOf = async (username: string, query = ''): Promise<Row[]> => {
  await town.deps.refusals.written();
  const reader = await town.as(username);
  const all: Row[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const at: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const reply = await reader.get(`/api/v1/audit?limit=200${at}${query}`);
    expect(reply.status).toBe(200);
    all.push(...reply.body.items);
    cursor = reply.body.nextCursor;
  }
  return all;
};

describe('U-10 the audit log of a town', () => {
  it('shows its own rows and what its people do about their accounts, not those of other towns or of the district', async () => {
    const other = await town.as('other-ofc');
    await other.post('/api/v1/tokens', { label: '邻镇的令牌' });
    const ofc = await town.as('ofc');
    await ofc.post('/api/v1/tokens', { label: '本镇的令牌' });
    await (await town.as('sa')).post('/api/v1/tokens', { label: '区里的令牌' });
    const labels = (rows: Row[]) => rows.flatMap((row) => row.data['label'] ?? []).sort();
    expect(labels(await rowsOf('au'))).toEqual(['本镇的令牌']);
    expect(labels(await rowsOf('aud2'))).toEqual(['邻镇的令牌']);
    const whole = ['本镇的令牌', '区里的令牌', '邻镇的令牌'].sort();
    expect(labels(await rowsOf('aud0'))).toEqual(whole);
    expect(labels(await rowsOf('sa'))).toEqual(whole);
    const own = await rowsOf('au');
    expect(own.every((row) => row.townId === 'drill-town')).toBe(true);
    expect(own.some((row) => row.action === 'signed-in' && row.personId === ofc.personId)).toBe(true);
    expect(own.some((row) => row.personId === other.personId)).toBe(false);
    expect(own.some((row) => row.action === 'demo-set-up')).toBe(false);
  });

  it('shows old rows without a town where their person is of it', async () => {
    const entry = { townId: null, action: 'signed-in', ref: 'session', data: { old: true } };
    const { write } = town.database.sources;
    const ours = 'data LIKE \'%"old":true%\'';
    for (const personId of [town.people['ofc'], town.people['other-ofc'], town.people['sa'], null])
      await town.record.door.audit({ ...entry, personId: personId ?? null });
    const written = await write.query(`SELECT n, town_id FROM audit WHERE ${ours}`);
    // As 0.1.0 wrote them: the town stands in no row.
    await write.query(`UPDATE audit SET town_id = NULL WHERE ${ours}`);
    const old = (rows: Row[]) => rows.filter((row) => row.data['old'] === true).map((row) => row.personId);
    expect(old(await rowsOf('au'))).toEqual([town.people['ofc']]);
    expect(old(await rowsOf('aud2'))).toEqual([town.people['other-ofc']]);
    expect(old(await rowsOf('aud0'))).toHaveLength(4);
    for (const { n, town_id } of written) await write.query('UPDATE audit SET town_id = ? WHERE n = ?', [town_id, n]);
  });

  it('is filtered by person, action, period and outcome', async () => {
    const ofc = await town.as('ofc');
    await ofc.get('/api/v1/audit');
    const mine = await rowsOf('au', `&personId=${ofc.personId}`);
    expect(new Set(mine.map((row) => row.personId))).toEqual(new Set([ofc.personId]));
    expect(new Set((await rowsOf('au', '&action=token-created')).map((row) => row.action))).toEqual(
      new Set(['token-created']),
    );
    expect(await rowsOf('au', '&to=2024-12-31')).toEqual([]);
    expect((await rowsOf('au', '&from=2024-12-31')).length).toBeGreaterThan(3);
    const refused = await rowsOf('au', '&outcome=refused');
    expect(refused).toMatchObject([{ personId: ofc.personId, action: 'read-refused', outcome: 'forbidden' }]);
    expect(await rowsOf('au', '&outcome=forbidden')).toEqual(refused);
    expect((await rowsOf('au', '&outcome=done')).some((row) => row.outcome !== 'done')).toBe(false);
    const bad = await (await town.as('au')).get('/api/v1/audit?outcome=perhaps&from=2025-13-01');
    expect([bad.status, bad.body.errors.length]).toEqual([422, 2]);
  });
});

/** The newest row that is not about signing in. */
const newest = async (): Promise<Row | undefined> =>
  (await rowsOf('aud0')).find((row) => !['signed-in', 'signed-out'].includes(row.action));

describe('an audited act', () => {
  it('says who, in which post, what, from where and with which credential', async () => {
    const ldc = await town.as('ldc');
    await ldc.post('/api/v1/tokens', { label: '脚本' });
    expect(await newest()).toMatchObject({
      action: 'token-created',
      personId: ldc.personId,
      townId: 'drill-town',
      outcome: 'done',
      origin: {
        posts: ['LDc@drill-town-chengyun', 'OFd@drill-town-zhuanban'],
        method: 'POST',
        route: '/api/v1/tokens',
        address: expect.stringMatching(/127\.0\.0\.1$/),
        credential: expect.stringMatching(/^session:[0-9a-f]{16}$/),
      },
    });
  });
});

describe('a refused attempt leaves a row:', () => {
  const verify = { method: 'on-site', finding: '属实' };

  it('an administrative write without the right', async () => {
    const vgg = await town.as('vgg');
    await vgg.post('/api/v1/posts', { personId: vgg.personId, role: 'OFd', unitId: 'drill-town-zhuanban' });
    expect(await newest()).toMatchObject({
      action: 'act-refused',
      personId: vgg.personId,
      townId: 'drill-town',
      outcome: 'forbidden',
      origin: { method: 'POST', route: '/api/v1/posts', posts: ['VGg@drill-town-meiqiao'] },
      data: { reason: 'not-your-task' },
    });
  });

  it('a command that separation of duties refuses, and its repetition under the same key counts', async () => {
    const vgg = await town.as('vgg');
    const headers = { 'If-Match': '"1"', 'Idempotency-Key': freshKey() };
    for (let n = 0; n < 3; n += 1)
      expect((await vgg.post(`/api/v1/cases/${caseId}/commands/verify`, verify, headers)).status).toBe(403);
    expect(await newest()).toMatchObject({
      action: 'command-refused',
      personId: vgg.personId,
      ref: `${caseId}/verify`,
      outcome: 'sod-violation',
      data: { reason: 'reporter-verifies' },
    });
  });

  it('a command that the rules refuse', async () => {
    const ens = await town.as('ens');
    const reply = await ens.post(
      `/api/v1/cases/${caseId}/commands/assign`,
      { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-meiqiao' },
      { 'If-Match': '"1"' },
    );
    expect(reply.status).toBe(403);
    expect(await newest()).toMatchObject({ action: 'command-refused', personId: ens.personId, outcome: 'forbidden' });
  });

  it("a write on another town's case, unit and site, which do not exist for who asks", async () => {
    const other = await town.as('other-ofc');
    const attempts = [
      `cases/${caseId}/commands/verify`,
      'units/drill-town-meiqiao/end',
      'sites/drill-charging-site/end',
    ];
    for (const path of attempts) {
      const body = path.includes('commands') ? verify : { to: '2099-12-31' };
      expect([403, 404]).toContain((await other.post(`/api/v1/${path}`, body, { 'If-Match': '"1"' })).status);
      expect(await newest()).toMatchObject({ personId: other.personId, townId: 'other-town' });
    }
    expect(await newest()).toMatchObject({ ref: 'drill-charging-site', outcome: 'not-found' });
    expect((await rowsOf('au')).some((row) => row.personId === other.personId)).toBe(false);
  });

  it('an administrative read', async () => {
    const ofc = await town.as('ofc');
    await ofc.get('/api/v1/webhooks');
    expect(await newest()).toMatchObject({
      action: 'read-refused',
      personId: ofc.personId,
      origin: { route: '/api/v1/webhooks' },
    });
    await (await town.as('sa')).get('/api/v1/webhooks/01ARZ3NDEKTSV4RRFFQ69G5FAV');
    expect(await newest()).toMatchObject({ action: 'read-refused', outcome: 'not-found' });
  });

  it('a write by nobody, by address', async () => {
    await request(town.app).post('/api/v1/units').send({});
    expect(await newest()).toMatchObject({
      action: 'act-refused',
      personId: null,
      townId: null,
      outcome: 'unauthenticated',
      origin: { route: '/api/v1/units', address: expect.stringMatching(/127\.0\.0\.1$/), credential: null },
    });
  });

  it('a write with the cookie alone', async () => {
    const { cookie, personId } = await town.as('ofc');
    await request(town.app).post('/api/v1/units').set('Cookie', cookie).send({});
    expect(await newest()).toMatchObject({ action: 'act-refused', personId, data: { reason: 'csrf-token' } });
  });

  it('a sign-in', async () => {
    await request(town.app).post('/api/v1/session').send({ username: 'nobody', password: 'x' });
    expect(await newest()).toMatchObject({
      action: 'sign-in-refused',
      outcome: 'unauthenticated',
      origin: { address: expect.stringMatching(/127\.0\.0\.1$/) },
    });
  });

  it('an upload', async () => {
    const vgg = await town.as('vgg');
    await vgg.upload(Buffer.from('<script>'));
    expect(await newest()).toMatchObject({ action: 'upload-refused', personId: vgg.personId, outcome: 'unsafe-file' });
    await (await town.as('au')).upload(photo(77));
    expect(await newest()).toMatchObject({ action: 'upload-refused', outcome: 'forbidden' });
  });

  it('and a slip of the pen leaves none', async () => {
    const ofd = await town.as('ofd');
    const before = (await rowsOf('aud0')).length;
    await ofd.post('/api/v1/units', { name: '' });
    await ofd.get('/api/v1/cases?limit=0');
    await ofd.get(`/api/v1/cases/01ARZ3NDEKTSV4RRFFQ69G5FAV`);
    await ofd.post('/api/v1/nowhere', {});
    expect((await rowsOf('aud0')).length).toBe(before);
  });
});

describe('a flood of refused attempts', () => {
  it('is one row for the first and one for the number of the others, at the end of the minute', async () => {
    const flooded = await openTown();
    try {
      const vgg = await flooded.as('vgg');
      for (let n = 0; n < 60; n += 1) await vgg.post('/api/v1/units', {});
      await Promise.all(Array.from({ length: 40 }, () => request(flooded.app).post('/api/v1/units').send({})));
      await flooded.deps.refusals.close();
      const rows: { person_id: string | null; data: string }[] = await flooded.database.sources.read.query(
        'SELECT person_id, data FROM audit WHERE outcome IS NOT NULL ORDER BY day, n',
      );
      const repeated = rows.map(({ person_id, data }) => [person_id === vgg.personId, JSON.parse(data).repeated]);
      expect(repeated).toEqual([
        [true, undefined],
        [false, undefined],
        [true, 59],
        [false, 39],
      ]);
    } finally {
      await flooded.close();
    }
  });
});

describe('the chain of the audit log', () => {
  it('holds over all of these rows, and is broken by another outcome', async () => {
    await town.deps.refusals.written();
    const store = createStore(town.database.sources, town.deps.logger, undefined);
    expect((await verifyAuditDays(store)).problems).toEqual([]);
    const { write } = town.database.sources;
    await write.query("UPDATE audit SET outcome = 'not-found' WHERE outcome = 'forbidden'");
    expect((await verifyAuditDays(store)).problems).toHaveLength(1);
    await write.query('UPDATE audit SET outcome = \'forbidden\' WHERE data LIKE \'%"outcome":"forbidden"%\'');
    expect((await verifyAuditDays(store)).problems).toEqual([]);
  });
});
