import request from 'supertest';
import { photo } from '../../scripts/demo/photo';
import { freshKey, gradeCase, openTown, reportBody, type TestPerson, type TestTown } from '../support/open-town';

let town: TestTown;
let n = 0;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const upload = (
  person: TestPerson,
  fields: Record<string, string>,
  key = freshKey(),
  picture = photo(7_000 + (n += 1)),
) => {
  const sent = request(town.app)
    .post('/api/v1/attachments')
    .set({ Cookie: person.cookie, 'X-CSRF-Token': person.csrf, 'Idempotency-Key': key });
  for (const [name, value] of Object.entries(fields)) void sent.field(name, value);
  return sent.attach('file', picture, '现场.png');
};

const evidenceOf = async (username: string, caseId: string): Promise<Record<string, unknown>[]> =>
  (await (await town.as(username)).get(`/api/v1/cases/${caseId}/attachments`)).body.items as Record<string, unknown>[];

/** The evidence of a report whose photo claims this. */
const reportedWith = async (capturedAt: string): Promise<string> => {
  const vgg = await town.as('vgg');
  const { attachmentId } = (await upload(vgg, { capturedAt })).body as { attachmentId: string };
  const reply = await vgg.post('/api/v1/cases', { ...(await reportBody(vgg)), attachmentIds: [attachmentId] });
  expect(reply.status).toBe(201);
  return String(reply.body.caseId);
};

describe('when a photo was taken, as its sender claims', () => {
  it('is kept and shown as claimed, and is no part of what the report says', async () => {
    const caseId = await reportedWith('2025-03-14T09:05:00+08:00');
    const [shown] = await evidenceOf('ofc', caseId);
    expect(shown).toMatchObject({ capturedAt: '2025-03-14T01:05:00.000Z' });
    expect(shown).not.toHaveProperty('capturedAfterUpload');
    const log = await (await town.as('ofc')).get(`/api/v1/cases/${caseId}/events`);
    expect(log.text).not.toContain('capturedAt');
  });

  it('is marked where it lies after the upload: the photo is taken all the same', async () => {
    const caseId = await reportedWith('2099-01-01T00:00:00+08:00');
    expect(await evidenceOf('ofc', caseId)).toMatchObject([{ capturedAfterUpload: true }]);
  });

  it('is not told to the side that rectifies of what came with the report', async () => {
    const caseId = await reportedWith('2025-03-14T09:05:00+08:00');
    await gradeCase(town, caseId);
    const [shown] = await evidenceOf('ens', caseId);
    expect(shown).toBeDefined();
    expect(shown).not.toHaveProperty('capturedAt');
  });

  it.each([
    ['no zone', '2025-03-14T09:05:00'],
    ['the words of a camera', '2025:03:14 09:05:00'],
    ['a day that there is not', '2025-02-30T09:05:00+08:00'],
    ['nothing', ''],
  ])('is refused at its field where it is no instant: %s', async (_, capturedAt) => {
    const reply = await upload(await town.as('vgg'), { capturedAt });
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({ errors: [{ pointer: '/capturedAt', code: 'instant' }] });
    expect(String(reply.body.errors[0].message)).toContain('拍摄时间（自报）');
  });

  it('a field that nobody knows is refused by its name, and nothing is kept', async () => {
    const reply = await upload(await town.as('vgg'), { place: '梅桥村' });
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({ errors: [{ pointer: '/place', code: 'unknown-property' }] });
  });

  it('belongs to the request: the same key with another claim is another request', async () => {
    const vgg = await town.as('vgg');
    const [key, picture] = [freshKey(), photo(7_900)];
    const first = await upload(vgg, { capturedAt: '2025-03-14T09:05:00+08:00' }, key, picture);
    const again = await upload(vgg, { capturedAt: '2025-03-14T09:05:00+08:00' }, key, picture);
    expect([first.status, again.status, again.body.attachmentId]).toEqual([201, 201, first.body.attachmentId]);
    const other = await upload(vgg, { capturedAt: '2025-03-14T10:05:00+08:00' }, key, picture);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reuse']);
  });
});
