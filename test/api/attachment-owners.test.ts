import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { photo } from '../../scripts/demo/photo';
import { contentPath } from '../../record/reconcile/attachment-files';
import { openOriginal } from '../../record/originals';
import { CannotOpenOriginal, takeOutOriginal } from '../../record/take-out-original';
import { flipped, phoneJpeg, scene } from '../support/pictures';
import { freshKey, openTown, reportCase, type TestPerson, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

/** What everybody who may read it gets. */
const served = async (person: TestPerson, attachmentId: string): Promise<Buffer> => {
  const reply = await person.get(`/api/v1/attachments/${attachmentId}`).responseType('blob');
  expect(reply.status).toBe(200);
  return reply.body as Buffer;
};

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const rowOf = async (attachmentId: string): Promise<Record<string, unknown>> => {
  const sql = 'SELECT * FROM attachment WHERE attachment_id = ?';
  const rows: Record<string, unknown>[] = await town.database.sources.read.query(sql, [attachmentId]);
  return rows[0] ?? {};
};
const fileOf = (sha256: unknown): string => contentPath(join(town.deps.config.dataDir, 'attachments'), String(sha256));

describe('the original of a picture', () => {
  const opener = (attachmentId: string, to: string) => ({
    attachmentId,
    to,
    operator: 'root',
    attachmentsDir: join(town.deps.config.dataDir, 'attachments'),
    secretKey: town.deps.secretKey,
  });

  it('is kept sealed and opens with the server’s key alone', async () => {
    const bytes = await phoneJpeg();
    const reply = await (await town.as('vgg')).upload(bytes);
    const row = await rowOf(String(reply.body.attachmentId));
    expect(row).toMatchObject({
      original_sha256: sha256Of(bytes),
      original_size: bytes.length,
      original_type: 'image/jpeg',
    });
    const sealed = readFileSync(fileOf(row['sealed_sha256']));
    expect(sha256Of(sealed)).toBe(row['sealed_sha256']);
    expect(sealed.includes('HUAWEI')).toBe(false);
    expect(openOriginal(town.deps.secretKey, sealed, sha256Of(bytes))).toEqual(bytes);
    expect(() => openOriginal(Buffer.alloc(32, 1), sealed, sha256Of(bytes))).toThrow();
    expect(() => openOriginal(town.deps.secretKey, flipped(sealed, 40), sha256Of(bytes))).toThrow();
    expect(existsSync(fileOf(sha256Of(bytes)))).toBe(false);
  });

  it('is kept once however often the same picture is sent, and its hash is in the audit log', async () => {
    const person = await town.as('vgg');
    const bytes = await scene().negate().jpeg().toBuffer();
    const ids = [await person.upload(bytes), await person.upload(bytes)].map(({ body }) => String(body.attachmentId));
    const rows = await Promise.all(ids.map(rowOf));
    expect(new Set(ids).size).toBe(2);
    expect(new Set(rows.map((row) => row['sha256'])).size).toBe(1);
    expect(new Set(rows.map((row) => row['sealed_sha256'])).size).toBe(1);
    const audit = await town.database.sources.read.query('SELECT data FROM audit WHERE ref = ?', [ids[0]]);
    expect(JSON.parse(audit[0].data)).toEqual({
      sha256: rows[0]?.['sha256'],
      originalSha256: sha256Of(bytes),
      origin: { method: 'POST', route: '/api/v1/attachments' },
    });
  });

  it('is taken out on the server into a new file, after the audit log says so', async () => {
    const bytes = await phoneJpeg();
    const { body } = await (await town.as('vgg')).upload(bytes);
    const id = String(body.attachmentId);
    const folder = mkdtempSync(join(tmpdir(), 'bihuan-original-'));
    const to = join(folder, 'original.jpg');
    const source = { db: town.database.sources.read, door: town.record.door };
    const taken = await takeOutOriginal(source, opener(id, to));
    expect(taken).toEqual({ sha256: sha256Of(bytes), mediaType: 'image/jpeg', bytes: bytes.length });
    expect(readFileSync(to)).toEqual(bytes);
    const [row] = await town.database.sources.read.query(
      "SELECT * FROM audit WHERE action = 'original-opened' AND ref = ?",
      [id],
    );
    expect(JSON.parse(row.data)).toEqual({ sha256: sha256Of(bytes), operator: 'root' });
    await expect(takeOutOriginal(source, opener(id, to))).rejects.toThrow(CannotOpenOriginal);
    await expect(takeOutOriginal(source, opener('nobody', join(folder, 'x')))).rejects.toThrow('no attachment');
    const other = { ...opener(id, join(folder, 'y')), secretKey: Buffer.alloc(32, 1) };
    await expect(takeOutOriginal(source, other)).rejects.toThrow('another payload key');
    rmSync(folder, { recursive: true });
  });

  it('an upload of 0.1.0, which has none, stays readable and can be taken out as it is', async () => {
    const person = await town.as('vgg');
    const { body } = await person.upload(await phoneJpeg());
    const id = String(body.attachmentId);
    const sql =
      'UPDATE attachment SET original_sha256 = NULL, original_size = NULL, original_type = NULL, sealed_sha256 = NULL WHERE attachment_id = ?';
    await town.database.sources.write.query(sql, [id]);
    const got = await served(person, id);
    const folder = mkdtempSync(join(tmpdir(), 'bihuan-original-'));
    await takeOutOriginal({ db: town.database.sources.read, door: town.record.door }, opener(id, join(folder, 'a')));
    expect(readFileSync(join(folder, 'a'))).toEqual(got);
    const caseId = await reportCase(town, 'vgg', { attachmentIds: [id] });
    const evidence = await person.get(`/api/v1/cases/${caseId}/attachments`);
    expect(evidence.body.items).toMatchObject([{ attachmentId: id, originalSha256: body.sha256 }]);
    rmSync(folder, { recursive: true });
  });
});

describe('an upload belongs to who made it', () => {
  const unknown = (pointer: string) => ({ status: 422, reason: 'attachment-unknown', pointer });
  const outcome = ({ status, body }: request.Response) => ({
    status,
    reason: body.reason,
    pointer: body.errors?.[0]?.pointer,
  });

  it('until a case names it: nobody else of the same town reads it or uses it', async () => {
    const [id = ''] = await (await town.as('vgg')).photos(1);
    for (const username of ['vgm', 'ofc', 'ofd', 'ldc', 'l1', 'au', 'other-ofc'])
      expect((await (await town.as(username)).get(`/api/v1/attachments/${id}`)).status).toBe(404);
    const taken = await (
      await town.as('vgm')
    ).post('/api/v1/cases', {
      title: '充电棚无消防设施',
      description: '无灭火器。',
      source: 'grid-patrol',
      foundAt: new Date(Date.now() - 60_000).toISOString(),
      siteId: 'drill-charging-site',
      hazardType: 'charging-site-fire',
      attachmentIds: [id],
    });
    expect(outcome(taken)).toEqual(unknown('/attachmentIds/0'));
    expect(await useCount(id)).toBe(0);
  });

  it('a refused use opens nothing to who tried', async () => {
    const caseId = await reportCase(town);
    const [id = ''] = await (await town.as('ldc')).photos(1);
    const ofc = await town.as('ofc');
    const proposed = await ofc.command(caseId, 'propose', { act: 'void', reason: '不属实', attachmentIds: [id] });
    expect(outcome(proposed)).toEqual(unknown('/attachmentIds/0'));
    expect((await ofc.get(`/api/v1/attachments/${id}`)).status).toBe(404);
  });

  it('once a case names it, who reads the case reads it and may name it there, and in no other case', async () => {
    const [id = ''] = await (await town.as('vgg')).photos(1);
    const caseId = await reportCase(town, 'vgg', { attachmentIds: [id] });
    const ofc = await town.as('ofc');
    expect((await ofc.get(`/api/v1/attachments/${id}`)).status).toBe(200);
    const other = await reportCase(town);
    const act = { act: 'void', reason: '不属实', attachmentIds: [id] };
    expect(outcome(await ofc.command(other, 'propose', act))).toEqual(unknown('/attachmentIds/0'));
    expect((await ofc.command(caseId, 'propose', act)).status).toBe(200);
    expect((await ofc.get(`/api/v1/cases/${caseId}/attachments`)).body.items).toHaveLength(1);
  });

  const useCount = async (attachmentId: string): Promise<number> => {
    const sql = 'SELECT * FROM attachment_use WHERE attachment_id = ?';
    const rows: unknown[] = await town.database.sources.read.query(sql, [attachmentId]);
    return rows.length;
  };
});

describe('how much one person may upload', () => {
  let small: TestTown;
  beforeAll(async () => {
    small = await openTown({ config: { uploadQuota: { files: 2, megabytes: 0 } } });
  });
  afterAll(() => small.close());

  const send = (person: TestPerson, key: string, bytes: Buffer): request.Test =>
    request(small.app)
      .post('/api/v1/attachments')
      .set({ Cookie: person.cookie, 'X-CSRF-Token': person.csrf, 'Idempotency-Key': key })
      .attach('file', bytes, 'a.png');

  it('U-59 is told with the limits and when it goes on; a repeated request gets its answer all the same', async () => {
    const person = await small.as('vgg');
    const key = freshKey();
    expect((await person.upload(photo(1))).status).toBe(201);
    const second = await send(person, key, photo(2));
    expect(second.status).toBe(201);
    const third = await person.upload(photo(3));
    expect([third.status, third.body.code, third.body.reason]).toEqual([429, 'rate-limited', 'upload-quota']);
    expect(third.body.detail).toContain('每人每天 2 个文件');
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    const again = await send(person, key, photo(2));
    expect([again.status, again.body]).toEqual([201, second.body]);
    expect((await (await small.as('vgm')).upload(photo(4))).status).toBe(201);
  });

  it('U-59 is not passed by uploads at the same moment', async () => {
    const person = await small.as('ldc');
    const replies = await Promise.all([5, 6, 7].map((seed) => person.upload(photo(seed))));
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 429]);
  });
});
