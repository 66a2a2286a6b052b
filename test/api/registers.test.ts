/* eslint-disable @typescript-eslint/no-unsafe-call -- answers are JSON of any shape */
import request from 'supertest';
import { photo } from '../../scripts/demo/photo';
import { freshKey, openTown, gradeCase, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  await town.close();
});

describe('units', () => {
  it('are found by name, alias and kind, in the own town and the district', async () => {
    const ofc = await town.as('ofc');
    const found = await ofc.get(`/api/v1/units?q=${encodeURIComponent('城运')}`);
    expect(found.body.items).toMatchObject([
      {
        unitId: 'drill-town-chengyun',
        name: '城运中心',
        kind: 'department',
        issuerCode: '白鹤城运',
        from: '2025-03-14',
      },
    ]);
    const all = await ofc.get('/api/v1/units?limit=200');
    expect(all.body.items.some((unit: { unitId: string }) => unit.unitId.startsWith('other-town'))).toBe(false);
    expect(all.body.items.some((unit: { unitId: string }) => unit.unitId === 'district-qu-xiaofang')).toBe(true);
    expect((await ofc.get('/api/v1/units?kind=village')).body.items).toHaveLength(1);
  });

  it('are made by those who may, once for each short name, and end', async () => {
    const [sa, ofd] = [await town.as('sa'), await town.as('ofd')];
    const body = {
      townId: 'drill-town',
      name: '白鹤村',
      kind: 'village',
      slug: 'baihe-cun',
      parentId: 'drill-town-zhengfu',
      issuerCode: '白鹤村',
    };
    const made = await sa.post('/api/v1/units', body);
    expect([made.status, made.body.unitId]).toEqual([201, 'drill-town-baihe-cun']);
    expect((await sa.post('/api/v1/units', body)).status).toBe(409);
    expect((await (await town.as('vgg')).post('/api/v1/units', body)).status).toBe(403);
    const ended = await ofd.post('/api/v1/units/drill-town-baihe-cun/end', { to: '2099-12-31' });
    expect([ended.status, ended.body.to]).toEqual([200, '2099-12-31']);
    expect((await ofd.post('/api/v1/units/other-town-zhuanban/end', { to: '2099-12-31' })).status).toBe(404);
  });
});

describe('people and towns', () => {
  it('are listed with their posts, without telephone numbers or reporters', async () => {
    const ofc = await town.as('ofc');
    const { body } = await ofc.get(`/api/v1/people?q=${encodeURIComponent('城运经办')}`);
    expect(body.items).toMatchObject([{ name: '城运经办己', posts: [{ role: 'LDc' }, { role: 'OFd' }] }]);
    const all = await ofc.get('/api/v1/people?limit=200');
    expect(JSON.stringify(all.body)).not.toMatch(/"RP"|phone|举报人/);
  });

  it('are told with a telephone number to administration alone', async () => {
    const sa = await town.as('sa');
    const body = { name: '有电话的人', username: 'reached', initialPassword: 'first-password-9', phone: '13800000000' };
    const made = await sa.post('/api/v1/people', { ...body, townId: 'drill-town' });
    const path = `/api/v1/people/${String(made.body.personId)}`;
    expect((await sa.get(path)).body.phone).toBe('13800000000');
    // So that he is known to others.
    const post = { personId: made.body.personId, role: 'VGg', unitId: 'drill-town-meiqiao' };
    expect((await sa.post('/api/v1/posts', post)).status).toBe(201);
    const known = await (await town.as('ofc')).get(path);
    expect([known.status, known.body.name, 'phone' in known.body]).toEqual([200, '有电话的人', false]);
  });

  it.each([
    ['ens', 'drill-company'],
    ['vgg', 'drill-town-meiqiao'],
    ['rp', undefined],
  ])('are told of %s whom his post is of', async (username, bodyId) => {
    const own = (await (await town.as(username)).get('/api/v1/me')).body;
    expect(own.posts.map((post: { bodyId?: string }) => post.bodyId)).toEqual([bodyId]);
    const seen = (await (await town.as('sa')).get(`/api/v1/people/${String(own.person.personId)}`)).body;
    expect(seen.posts.map((post: { bodyId?: string }) => post.bodyId)).toEqual([bodyId]);
  });

  it('are made by SA alone where a town is concerned', async () => {
    const body = {
      townId: 'third-town',
      name: '第三镇',
      packId: 'drill',
      officeHead: { name: '主任', username: 'third', password: 'long-enough-3' },
    };
    expect((await (await town.as('ofd')).post('/api/v1/towns', body)).status).toBe(403);
    const sa = await town.as('sa');
    expect((await sa.post('/api/v1/towns', body)).status).toBe(201);
    expect((await sa.post('/api/v1/towns', body)).status).toBe(409);
    expect((await sa.get('/api/v1/towns')).body.items).toHaveLength(3);
    expect((await (await town.as('ofc')).get('/api/v1/towns')).body.items).toHaveLength(1);
  });
});

describe('subjects and sites', () => {
  it('are made and found', async () => {
    const ldc = await town.as('ldc');
    const subject = await ldc.post('/api/v1/subjects', {
      name: '青浦某某厂',
      kind: 'enterprise',
      creditCode: '91310118MA1JL0000N',
    });
    expect(subject.status).toBe(201);
    const { subjectId } = subject.body;
    const site = await ldc.post('/api/v1/sites', {
      name: '某某厂一号库',
      type: 'warehouse',
      address: '白鹤镇工业路 1 号',
      longitude: 121.1,
      latitude: 31.2,
      ownerSubjectId: 'drill-landlord',
      tenantSubjectIds: [subjectId],
    });
    expect(site.status).toBe(201);
    const found = await ldc.get(`/api/v1/subjects?q=${encodeURIComponent('某某厂')}`);
    expect(found.body.items).toMatchObject([
      { subjectId, siteIds: [site.body.siteId], creditCode: '91310118MA1JL0000N' },
    ]);
    expect((await ldc.get('/api/v1/sites?q=91')).body.items).toEqual([]);
    expect((await ldc.get(`/api/v1/subjects/${String(subjectId)}/history`)).body.items).toEqual([]);
    expect((await (await town.as('other-ofc')).get(`/api/v1/subjects/${String(subjectId)}`)).status).toBe(404);
    expect(
      (await ldc.post('/api/v1/subjects', { name: 'x', kind: 'enterprise', creditCode: '９１310118MA1JL0000N' })).body
        .detail,
    ).toContain('请使用半角');
    expect(
      (await ldc.post('/api/v1/sites', { name: 'x', type: 'x', address: 'x', ownerSubjectId: 'nobody' })).status,
    ).toBe(422);
    expect((await (await town.as('ens')).post('/api/v1/subjects', { name: 'x', kind: 'individual' })).status).toBe(403);
  });
});

describe('a site that is given up', () => {
  it('is ended with a date, in its own town only', async () => {
    const ldc = await town.as('ldc');
    const made = await ldc.post('/api/v1/sites', { name: '旧仓库', type: '仓库', address: '白鹤镇' });
    const path = `/api/v1/sites/${String(made.body.siteId)}/end`;
    expect((await (await town.as('other-ofc')).post(path, { to: '2099-12-31' })).status).toBe(404);
    const past = await ldc.post(path, { to: '2025-12-31' });
    expect([past.status, past.body.reason]).toEqual([409, 'already-over']);
    const ended = await ldc.post(path, { to: '2099-12-31' });
    expect([ended.status, ended.body.to, ended.body.type]).toEqual([200, '2099-12-31', '仓库']);
  });
});

describe('attachments', () => {
  it('are kept by content and come back as a download that nothing runs', async () => {
    const vgg = await town.as('vgg');
    const [id] = await vgg.photos(1);
    const got = await vgg.get(`/api/v1/attachments/${String(id)}`);
    expect(got.status).toBe(200);
    expect(got.headers['content-type']).toBe('image/png');
    expect(got.headers['content-disposition']).toMatch(/^attachment; filename="file"; filename\*=UTF-8''%/);
    expect(got.headers['content-security-policy']).toContain('sandbox');
    expect(got.headers['x-content-type-options']).toBe('nosniff');
    expect((await (await town.as('ofc')).get(`/api/v1/attachments/${String(id)}`)).status).toBe(404);
    expect((await (await town.as('other-ofc')).get(`/api/v1/attachments/${String(id)}`)).status).toBe(404);
    await reportCase(town, 'vgg', { attachmentIds: [id] });
    expect((await (await town.as('ofc')).get(`/api/v1/attachments/${String(id)}`)).status).toBe(200);
  });

  it.each([
    ['a script', Buffer.from('<script>alert(1)</script>'), 'a.png'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.svg'],
    ['half a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'a.png'],
    ['half a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]), 'a.jpg'],
    ['a PDF that runs', Buffer.from('%PDF-1.4\n1 0 obj<</OpenAction 2 0 R>>endobj\n%%EOF\n'), 'a.pdf'],
    ['nothing', Buffer.alloc(0), 'a.png'],
  ])('refuses %s', async (_name, bytes, name) => {
    const reply = await (await town.as('vgg')).upload(bytes, name);
    expect([reply.status, reply.body.code]).toEqual([422, 'unsafe-file']);
  });

  it('takes names apart', async () => {
    const vgg = await town.as('vgg');
    const names: [string, string][] = [
      ['..\\..\\x.php', 'x.png'],
      ['.htaccess', 'file.png'],
      ['CON', 'file.png'],
      ['photo\u202egpj.exe', 'photogpj.png'],
      [`${'长'.repeat(300)}.png`, `${'长'.repeat(96)}.png`],
    ];
    for (const [sent, kept] of names) {
      const reply = await vgg.upload(photo(Math.floor(sent.length * 7)), sent);
      expect([reply.status, reply.body.fileName]).toEqual([201, kept]);
    }
  });

  it('refuses multipart that is none', async () => {
    const vgg = await town.as('vgg');
    const headers = { Cookie: vgg.cookie, 'X-CSRF-Token': vgg.csrf };
    const send = (type: string, body: string) =>
      request(town.app)
        .post('/api/v1/attachments')
        .set({ ...headers, 'Idempotency-Key': freshKey(), 'Content-Type': type })
        .send(body);
    expect((await send('multipart/form-data', 'x')).status).toBe(400);
    expect(
      (
        await send(
          'multipart/form-data; boundary=b',
          '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc',
        )
      ).status,
    ).toBe(400);
    expect(
      (
        await send(
          'multipart/form-data; boundary=b',
          '--b\r\nContent-Disposition: form-data; name="other"\r\n\r\nabc\r\n--b--\r\n',
        )
      ).status,
    ).toBe(400);
    expect((await send('application/json', '{}')).status).toBe(415);
  });
});

describe('webhooks', () => {
  it('show their secret once, keep it sealed and are switched off by deleting', async () => {
    const sa = await town.as('sa');
    const made = await sa.post('/api/v1/webhooks', { url: 'https://example.com/hook', townId: 'drill-town' });
    expect(made.status).toBe(201);
    const { webhookId, secret } = made.body;
    const rows: { secret: string }[] = await town.database.sources.write.query('SELECT secret FROM webhook');
    expect(rows[0]?.secret).not.toContain(secret);
    expect(town.record.openSecret(String(rows[0]?.secret))).toBe(secret);
    expect(JSON.stringify((await sa.get('/api/v1/webhooks')).body)).not.toContain(secret);
    await reportCase(town);
    const deliveries = await sa.get(`/api/v1/webhooks/${String(webhookId)}/deliveries`);
    expect(deliveries.body.items.length).toBeGreaterThan(0);
    expect((await (await town.as('ofc')).get('/api/v1/webhooks')).status).toBe(403);
    const path = `/api/v1/webhooks/${String(webhookId)}/secret`;
    const key = { 'Idempotency-Key': 'change-the-secret' };
    const changed = await sa.post(path, {}, key);
    expect([changed.status, changed.body.webhookId]).toEqual([200, webhookId]);
    expect(changed.body.secret).not.toBe(secret);
    expect((await sa.post(path, {}, key)).body).toEqual(changed.body);
    const [after] = await town.database.sources.write.query('SELECT secret FROM webhook');
    expect(after.secret).not.toBe(rows[0]?.secret);
    expect((await (await town.as('ofc')).post(path)).status).toBe(403);
    expect((await sa.post('/api/v1/webhooks/01ARZ3NDEKTSV4RRFFQ69G5FAV/secret')).status).toBe(404);
    expect((await sa.delete(`/api/v1/webhooks/${String(webhookId)}`)).status).toBe(204);
    expect((await sa.post(path)).status).toBe(410);
  });
});

describe('escalations', () => {
  it('are proposed, appear with their clocks, are decided with a version, and join one case to one act', async () => {
    const caseId = await reportCase(town);
    await gradeCase(town, caseId);
    const ofc = await town.as('ofc');
    const body = { act: 'interview', addressee: { subjectId: 'drill-company' }, caseIds: [caseId], reason: '屡次逾期' };
    const opened = await ofc.post('/api/v1/escalations', body);
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({ act: 'interview', status: 'proposed', caseIds: [caseId] });
    const again = await ofc.post('/api/v1/escalations', body);
    expect([again.status, again.body]).toMatchObject([
      409,
      { reason: 'already-open', escalationId: opened.body.escalationId },
    ]);
    const path = `/api/v1/escalations/${String(opened.body.escalationId)}`;
    const one = await ofc.get(path);
    expect(one.body).toMatchObject({
      addressee: { subjectId: 'drill-company' },
      openProposals: [{ act: 'interview', deciders: ['L2'] }],
    });
    expect(one.body.clocks[0]).toMatchObject({ clock: 'decision' });
    expect(one.body.allowedCommands.length).toBeGreaterThan(3);
    expect((await ofc.get(`/api/v1/escalations?caseId=${caseId}`)).body.items).toHaveLength(1);
    // It writes nothing on the case, and the case shows it all the same (settled 6.4).
    expect((await ofc.get(`/api/v1/cases/${caseId}`)).body.escalations).toEqual([
      { escalationId: opened.body.escalationId, act: 'interview', addressee: 'subject:drill-company', cycle: 1 },
    ]);
    const l2 = await town.as('l2');
    const [item] = (await l2.get('/api/v1/inbox')).body.items;
    expect(item).toMatchObject({ escalationId: opened.body.escalationId, act: 'interview' });
    const decision = { proposalId: item.proposalId, decision: 'approve', opinion: '同意约谈' };
    expect((await l2.post(`${path}/commands/decide-proposal`, decision)).status).toBe(428);
    const done = await l2.post(`${path}/commands/decide-proposal`, decision, {
      'If-Match': String(one.headers['etag']),
    });
    expect([done.status, done.body.status]).toEqual([200, 'approved']);
    expect((await ofc.get(`${path}/documents`)).body.items[0].number).toMatch(/号$/);
    expect((await ofc.get(`${path}/events`)).body.items[0].type).toBe('escalation-opened');
    expect((await ofc.get(`${path}/deadlines`)).body.items.length).toBeGreaterThan(1);
    expect((await ofc.get(`${path}/chain`)).body.valid).toBe(true);
    expect((await (await town.as('other-ofc')).get(path)).status).toBe(404);
    expect((await (await town.as('vgg')).get(path)).status).toBe(403);
    expect((await (await town.as('ens')).get(path)).status).toBe(200);
    const both = { ...body, addressee: { subjectId: 'drill-company', unitId: 'drill-town-meiqiao' } };
    expect((await ofc.post('/api/v1/escalations', both)).status).toBe(422);
  });
});

describe('policies, ledgers, audit and operation', () => {
  it('tells what a caller needs to find ids', async () => {
    const vgg = await town.as('vgg');
    const { body } = await vgg.get('/api/v1/policies/drill');
    expect(body).toMatchObject({
      packId: 'drill',
      version: '1.2.0',
      closingWord: '销项',
      listNames: { closed: '已销项清单' },
    });
    expect(body.hazardTypes[0]).toMatchObject({
      id: 'charging-site-fire',
      domain: 'fire',
      clauseIds: expect.any(Array),
    });
    for (const part of ['clauses', 'clocks', 'ladders', 'units']) expect(body[part].length).toBeGreaterThan(0);
    expect((await vgg.get('/api/v1/policies/nothing')).status).toBe(404);
    expect((await vgg.get('/api/v1/policies')).body.items.length).toBeGreaterThan(1);
    expect((await vgg.get('/api/v1/campaigns')).body.items.length).toBeGreaterThan(0);
  });

  it('lists what is closed by case and by subject', async () => {
    const ofc = await town.as('ofc');
    expect((await ofc.get('/api/v1/ledgers/closed?by=case')).body.items).toEqual([]);
    expect((await ofc.get('/api/v1/ledgers/closed?by=subject')).body.items).toEqual([]);
    expect((await ofc.get('/api/v1/ledgers/closed?by=unit')).status).toBe(422);
  });

  it('shows the audit log to audit', async () => {
    const { body } = await (await town.as('au')).get('/api/v1/audit?limit=5');
    expect(body.items).toHaveLength(5);
    expect(body.items[0]).toMatchObject({ action: expect.any(String), hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const next = await (await town.as('au')).get(`/api/v1/audit?limit=5&cursor=${String(body.nextCursor)}`);
    expect(next.body.items[0].n).toBeLessThan(body.items[4].n);
  });

  it('says whether it lives, is ready and what its numbers are', async () => {
    const get = (path: string) => request(town.app).get(path);
    expect((await get('/healthz')).body).toEqual({ status: 'ok' });
    const ready = await get('/readyz');
    expect(ready.body).toMatchObject({ clockService: 'running', dependencies: { database: { available: true } } });
    const metrics = await get('/metrics');
    expect(metrics.text).toContain('bihuan_http_request_duration_seconds_bucket');
  });
});
