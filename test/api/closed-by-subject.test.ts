/* eslint-disable @typescript-eslint/no-unsafe-call -- answers are JSON of any shape */
import { openTown, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  await town.close();
});

/** A hazard of this subject, put right on the spot and closed. */
const closedCaseOf = async (subjectId: string): Promise<void> => {
  const caseId = await reportCase(town);
  const [ofc, ldd, ofd] = [await town.as('ofc'), await town.as('ldd'), await town.as('ofd')];
  await ofc.command(caseId, 'verify', { method: 'documents', finding: '材料属实' });
  await ldd.command(caseId, 'grade', {
    grade: 'general',
    domain: 'fire',
    hazardType: 'charging-site-fire',
    clauseId: 'baihe-charging-site',
    subjectIds: [subjectId],
  });
  await ldd.command(caseId, 'fix-on-the-spot', { attachmentIds: await ldd.photos(2), subjectSignature: '李四' });
  const { body } = await ofd.get(`/api/v1/cases/${caseId}`);
  const { proposalId } = body.openProposals[0];
  const done = await ofd.command(caseId, 'decide-proposal', { proposalId, decision: 'approve', opinion: '同意销号' });
  expect([done.status, done.body.status]).toEqual([200, 'watching']);
};

const newSubject = async (name: string): Promise<string> => {
  const reply = await (await town.as('ofc')).post('/api/v1/subjects', { name, kind: 'sole-trader' });
  expect(reply.status).toBe(201);
  return String(reply.body.subjectId);
};

it('lists subjects all of whose cases are closed page by page, each once, the last closed first', async () => {
  const subjects: string[] = [];
  for (const name of ['甲副食店', '乙副食店', '丙副食店']) subjects.push(await newSubject(name));
  for (const subjectId of subjects) await closedCaseOf(subjectId);
  const ofc = await town.as('ofc');
  const seen: string[] = [];
  let path = '/api/v1/ledgers/closed?by=subject&limit=1';
  for (let page = 0; page < 5; page += 1) {
    const { status, body } = await ofc.get(path);
    expect(status).toBe(200);
    seen.push(...body.items.map((item: { subjectId: string }) => item.subjectId));
    if (body.nextCursor === null) break;
    path = `/api/v1/ledgers/closed?by=subject&limit=1&cursor=${String(body.nextCursor)}`;
  }
  expect(seen).toEqual(subjects.toReversed());
});

it('refuses the cursor of the list by case', async () => {
  const ofc = await town.as('ofc');
  const { body } = await ofc.get('/api/v1/ledgers/closed?by=case&limit=1');
  const { status } = await ofc.get(`/api/v1/ledgers/closed?by=subject&limit=1&cursor=${String(body.nextCursor)}`);
  expect(status).toBe(400);
});
