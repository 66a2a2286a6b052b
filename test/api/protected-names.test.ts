/* eslint-disable @typescript-eslint/no-unsafe-call -- answers are JSON of any shape */
import { openTown, reportCase, type TestTown } from '../support/open-town';

const name = '梅独居';
let town: TestTown;
let subjectId: string;
let caseId: string;

/** A step of the scene that must go well. */
const must = ({ status, text }: { status: number; text: string }, wanted = 200): void => {
  if (status !== wanted) throw new Error(`${status}: ${text}`);
};

beforeAll(async () => {
  town = await openTown();
  const ofc = await town.as('ofc');
  const body = { name, kind: 'individual', placeUnitId: 'drill-town-meiqiao', protectedPerson: true };
  const created = await ofc.post('/api/v1/subjects', body);
  must(created, 201);
  subjectId = String(created.body.subjectId);
  caseId = await reportCase(town, 'vgg', { subjectIds: [subjectId, 'drill-landlord'] });
  await ofc.command(caseId, 'verify', { method: 'documents', finding: '属实' });
  await (
    await town.as('ldc')
  ).command(caseId, 'grade', {
    grade: 'general',
    domain: 'fire',
    hazardType: 'charging-site-fire',
    clauseId: 'baihe-charging-site',
    subjectIds: [subjectId],
  });
  const units = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-meiqiao' };
  must(await ofc.command(caseId, 'assign', units));
  must(await (await town.as('vgm')).command(caseId, 'accept-assignment'));
  const ldc = await town.as('ldc');
  const paper = { type: 'tishi', issuerUnitId: 'drill-town-chengyun', requirements: '请清理' };
  must(await ldc.command(caseId, 'issue-notice', paper));
  const { documentId } = (await ldc.get(`/api/v1/cases/${caseId}`)).body.papers[0];
  const service = {
    documentId,
    mode: 'direct',
    servedAt: new Date().toISOString(),
    recipientName: name,
    refused: false,
  };
  must(await ldc.command(caseId, 'record-service', service));
  await town.database.sources.write.query(
    'INSERT INTO closed_list (case_id, cycle, town_id, closed_at, removed_at) VALUES (?, 1, ?, ?, NULL)',
    [caseId, 'drill-town', '2026-01-01T00:00:00.000Z'],
  );
});
afterAll(async () => {
  await town.close();
});

const reads = (): string[] => [
  '/api/v1/subjects?limit=200',
  `/api/v1/subjects/${subjectId}`,
  `/api/v1/subjects/${subjectId}/history`,
  `/api/v1/cases/${caseId}`,
  `/api/v1/cases/${caseId}/events?limit=200`,
  '/api/v1/ledgers/closed?by=subject',
  '/api/v1/audit?limit=200',
];

describe("U-6 a protected person's name", () => {
  it.each(['l1', 'l2', 'ldd', 'ru', 'efo1', 'efh', 'st', 'ds1', 'ens', 'ow', 'rp', 'ex', 'au', 'sa'])(
    'is read by %s in no answer, and found by no search',
    async (username) => {
      const person = await town.as(username);
      const told: string[] = [];
      for (const path of reads()) if ((await person.get(path)).text.includes(name)) told.push(path);
      expect(told).toEqual([]);
      for (const q of [name, '梅独', '独居']) {
        const { items } = (await person.get(`/api/v1/subjects?q=${encodeURIComponent(q)}`)).body;
        expect(items ?? []).toEqual([]);
      }
    },
  );

  it('stands there as one of a protected person, so that the case can be worked on', async () => {
    const { body } = await (await town.as('l2')).get(`/api/v1/cases/${caseId}`);
    expect(body.subjects).toMatchObject([{ subjectId, name: '特殊保护人员' }]);
    expect(body.reportedSubjects).toHaveLength(2);
    expect(body.reportedSubjects).toContainEqual(expect.objectContaining({ subjectId, name: '特殊保护人员' }));
    expect((await (await town.as('l2')).get('/api/v1/ledgers/closed?by=subject')).body.items).toMatchObject([
      { subjectId, name: '特殊保护人员' },
    ]);
    const { items } = (await (await town.as('l2')).get(`/api/v1/cases/${caseId}/events?limit=200`)).body;
    expect(items.find(({ type }: { type: string }) => type === 'notice-served').body.recipientName).toBe(
      '特殊保护人员',
    );
    const other = await (await town.as('l2')).get('/api/v1/subjects/drill-company');
    expect(other.body.name).not.toBe('特殊保护人员');
  });

  it.each(['ofc', 'ofd', 'vgg', 'vgm'])(
    'is read and found by %s, of the office or the own village',
    async (username) => {
      const person = await town.as(username);
      for (const path of [`/api/v1/subjects/${subjectId}`, `/api/v1/cases/${caseId}`])
        expect((await person.get(path)).text).toContain(name);
      const { items } = (await person.get(`/api/v1/subjects?q=${encodeURIComponent(name)}`)).body;
      expect(items).toMatchObject([{ subjectId, name }]);
    },
  );
});
