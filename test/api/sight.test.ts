/* eslint-disable @typescript-eslint/no-unsafe-call -- answers are JSON of any shape */
import { photo } from '../../scripts/demo/photo';
import { hire } from '../support/staff';
import { openTown, reportBody, type TestPerson, type TestTown } from '../support/open-town';

let town: TestTown;
let caseId: string;
let photoId: string;
/** The side that rectifies: of the company, and of the unit that is a subject itself. */
const subjectSide = ['ens', 'enm', 'ru'];

/** What an officer wrote for officers, what the reporter's file and report lead to. */
const SECRETS = /内部研判|张举报|public-report|HOTLINE-77|"protectedSource"|protected-source|reporter:/;

/** A step of the scene that must go well. */
const must = ({ status, text }: { status: number; text: string }, wanted = 200): void => {
  if (status !== wanted) throw new Error(`${status}: ${text}`);
};

beforeAll(async () => {
  town = await openTown();
  const rp = await town.as('rp');
  const uploaded = await rp.upload(photo(4_711), '张举报的手机.png');
  photoId = String(uploaded.body.attachmentId);
  const body = await reportBody(rp, { source: 'public-report', externalId: 'HOTLINE-77', attachmentIds: [photoId] });
  const opened = await rp.post('/api/v1/cases', body);
  must(opened, 201);
  caseId = String(opened.body.caseId);
  const [ofc, ldc] = [await town.as('ofc'), await town.as('ldc')];
  await ofc.command(caseId, 'add-note', { text: '内部研判：举报人为租户' });
  await ofc.command(caseId, 'verify', { method: 'documents', finding: '核实情况' });
  await ldc.command(caseId, 'grade', {
    grade: 'general',
    domain: 'fire',
    hazardType: 'charging-site-fire',
    clauseId: 'baihe-charging-site',
    subjectIds: ['drill-company', 'drill-pingan'],
  });
  const reason = '场所由平安办代管';
  const units = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-pingan', reason };
  must(await ofc.command(caseId, 'assign', units));
  must(await (await town.as('ru')).command(caseId, 'accept-assignment'));
  const paper = { type: 'xianqi-zhenggai-yijian', issuerUnitId: 'drill-town-chengyun', requirements: '加装灭火器' };
  must(await ldc.command(caseId, 'issue-notice', paper));
});
afterAll(async () => {
  await town.close();
});

const parts = (id: string): string[] => [
  `/api/v1/cases/${id}`,
  `/api/v1/cases/${id}?asOf=${new Date(Date.now() + 60_000).toISOString()}`,
  `/api/v1/cases/${id}/events?limit=200`,
  `/api/v1/cases/${id}/attachments`,
  `/api/v1/cases/${id}/deadlines`,
  `/api/v1/cases/${id}/documents`,
  '/api/v1/cases',
  '/api/v1/worklist',
  '/api/v1/subjects/drill-company/history',
  `/api/v1/attachments/${photoId}`,
];

describe('U-6 the side that rectifies', () => {
  it.each(subjectSide)('sees as %s nothing that leads to the reporter, in no part of the case', async (username) => {
    const person = await town.as(username);
    const found: string[] = [];
    for (const path of parts(caseId)) {
      const { status, text, headers } = await person.get(path);
      expect([path, status]).toEqual([path, 200]);
      const told = `${text}${decodeURIComponent(String(headers['content-disposition']))}`;
      const secret = SECRETS.exec(told)?.[0];
      if (secret !== undefined) found.push(`${path}: ${secret}`);
    }
    expect(found).toEqual([]);
  });

  it('is told by no event who reported, and by no photo of the report what its original was', async () => {
    const ens = await town.as('ens');
    const [reported] = (await ens.get(`/api/v1/cases/${caseId}/events`)).body.items;
    expect(reported).toMatchObject({ type: 'reported', actor: { kind: 'person' } });
    expect(Object.keys(reported.actor)).toEqual(['kind']);
    expect([reported.hash, reported.cause]).toEqual([undefined, undefined]);
    const { items } = (await ens.get(`/api/v1/cases/${caseId}/attachments`)).body;
    expect((await ens.get(`/api/v1/cases/${caseId}?evidence=true`)).body.evidence).toEqual(items);
    expect(items).toMatchObject([{ attachmentId: photoId, fileName: '现场材料.png' }]);
    expect(items[0]).not.toHaveProperty('originalSha256');
  });

  it('still sees the notes it wrote itself, and pages through its log without a gap', async () => {
    const ens = await town.as('ens');
    expect((await ens.command(caseId, 'add-note', { text: '已订购灭火器' })).status).toBe(200);
    const types: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const at: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await ens.get(`/api/v1/cases/${caseId}/events?limit=1${at}`);
      types.push(...body.items.map((event: { type: string }) => event.type));
      cursor = body.nextCursor;
    }
    expect(types).toEqual([
      'reported',
      'verified',
      'graded',
      'assigned',
      'assignment-accepted',
      'notice-issued',
      'note-added',
    ]);
  });

  it.each(['rp', 'ens', 'ofc'])(
    'shows %s a case in the history of its subject as far as the list does',
    async (username) => {
      const person = await town.as(username);
      const [listed] = (await person.get('/api/v1/cases')).body.items;
      expect((await person.get('/api/v1/subjects/drill-company/history')).body.items).toEqual([listed]);
    },
  );

  it('while the office sees the source and the notes', async () => {
    const ofc = await town.as('ofc');
    expect((await ofc.get(`/api/v1/cases/${caseId}`)).body).toMatchObject({
      source: 'public-report',
      protectedSource: true,
    });
    expect((await ofc.get('/api/v1/cases')).body.items).toMatchObject([{ source: 'public-report' }]);
    expect((await ofc.get(`/api/v1/cases/${caseId}`)).body.reportedSubjects).toEqual([]);
    for (const username of [...subjectSide, 'rp'])
      expect((await (await town.as(username)).get(`/api/v1/cases/${caseId}`)).body).not.toHaveProperty(
        'reportedSubjects',
      );
    expect((await ofc.get(`/api/v1/cases/${caseId}`)).body.overlays).toEqual(['protected-source']);
    for (const path of ['/api/v1/cases', '/api/v1/cases?overlay=protected-source'])
      expect((await ofc.get(path)).body.items).toMatchObject([{ caseId, overlays: ['protected-source'] }]);
    for (const username of subjectSide) {
      const person = await town.as(username);
      expect((await person.get('/api/v1/cases?overlay=protected-source')).body.items).toEqual([]);
      expect((await person.get('/api/v1/cases')).body.items).toMatchObject([{ caseId, overlays: [] }]);
    }
    expect((await ofc.get(`/api/v1/cases/${caseId}/events`)).text).toContain('内部研判');
  });

  it('nor does who reads the whole town, while he stands on the side that rectifies', async () => {
    await hire(town, 'lead-of-pingan', [{ role: 'LDc', unitId: 'drill-town-pingan' }]);
    const lead = await town.as('lead-of-pingan');
    expect((await lead.get('/api/v1/cases?overlay=protected-source')).body).toMatchObject({
      items: [],
      nextCursor: null,
    });
    for (const path of ['/api/v1/cases', `/api/v1/cases/${caseId}`])
      expect((await lead.get(path)).text).not.toMatch(/public-report|HOTLINE-77|protected-source/);
  });
});

describe('U-6 who reads a case only because he reported it', () => {
  let rp: TestPerson;
  beforeAll(async () => {
    rp = await town.as('rp');
  });

  it('reads what he wrote and its state, and nothing of the officers', async () => {
    const { body } = await rp.get(`/api/v1/cases/${caseId}`);
    expect(body).toMatchObject({ caseId, status: 'assigned', source: 'public-report', externalId: 'HOTLINE-77' });
    const officers = [
      'leadUnitId',
      'assignment',
      'papers',
      'openProposals',
      'asks',
      'clocks',
      'subjects',
      'plan',
      'controls',
    ];
    expect(Object.keys(body).filter((field) => officers.includes(field))).toEqual([]);
    expect(body.allowedCommands).toMatchObject([{ command: 'withdraw-lead', allowed: false }]);
    const [line] = (await rp.get('/api/v1/cases')).body.items;
    expect(line).toMatchObject({ caseId, status: 'assigned' });
    expect(Object.keys(line)).not.toContain('responsibleUnitId');
  });

  it('follows its stations by name and time alone', async () => {
    const { items } = (await rp.get(`/api/v1/cases/${caseId}/events`)).body;
    expect(items.map((event: { type: string }) => event.type)).toEqual(['reported', 'verified', 'graded', 'assigned']);
    for (const event of items) expect(Object.keys(event)).toEqual(['seq', 'type', 'at']);
  });

  it('is shown the photos of his report, no others, no dates and no papers', async () => {
    const ofc = await town.as('ofc');
    const [evidence] = (await rp.get(`/api/v1/cases/${caseId}/attachments`)).body.items;
    expect((await rp.get(`/api/v1/cases/${caseId}?evidence=true`)).body.evidence).toEqual([evidence]);
    expect(evidence.attachmentId).toBe(photoId);
    expect((await rp.get(`/api/v1/attachments/${photoId}`)).status).toBe(200);
    for (const part of ['deadlines', 'documents']) {
      const reply = await rp.get(`/api/v1/cases/${caseId}/${part}`);
      expect([reply.status, reply.body.reason]).toEqual([403, 'reads-as-reporter']);
    }
    expect((await rp.get('/api/v1/documents')).body.items).toEqual([]);
    expect((await ofc.get('/api/v1/documents')).body.items).toHaveLength(1);
  });
});
