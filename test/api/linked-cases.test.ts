import { linkedAsSeen } from '../../api/read/linked-cases';
import type { Viewer } from '../../api/read/viewer';
import { gradeCase, openTown, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
let caseId: string;
let escalationId: string;

beforeAll(async () => {
  town = await openTown();
  caseId = await reportCase(town, 'vgg', { title: '充电棚无灭火器' });
  await gradeCase(town, caseId, ['drill-company', 'drill-landlord']);
  const addressee = { subjectId: 'drill-landlord' };
  const body = { act: 'supervise', addressee, caseIds: [caseId], reason: '产权方未督促整改' };
  escalationId = String((await (await town.as('ofc')).post('/api/v1/escalations', body)).body.escalationId);
});
afterAll(async () => {
  await town.close();
});

const casesSeenBy = async (username: string): Promise<object[]> => {
  const reply = await (await town.as(username)).get(`/api/v1/escalations/${escalationId}`);
  if (reply.status !== 200) throw new Error(reply.text);
  return (reply.body as { cases: object[] }).cases;
};

describe('the cases of an escalation', () => {
  it('say what they are called and where they stand to who reads them', async () => {
    const [seen] = await casesSeenBy('l2');
    expect(seen).toMatchObject({ caseId, title: '充电棚无灭火器', status: 'graded', number: expect.any(String) });
  });

  it('are told to the side that is spoken to, whose case it is as well', async () => {
    expect(await casesSeenBy('ow')).toMatchObject([{ caseId, title: '充电棚无灭火器' }]);
  });

  it('are listed by their ids alone where the reader does not read them any more', async () => {
    const linked = [{ caseId, cycle: 1, major: false }];
    const stranger = { personId: 'nobody', scopes: [] } as unknown as Viewer;
    expect(await linkedAsSeen(town.deps, stranger, linked)).toEqual(linked);
  });
});
