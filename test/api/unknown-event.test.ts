import { openTown, reportCase, type TestTown } from '../support/open-town';
import { writtenByNewerProgram } from '../support/other-programs';

let town: TestTown;
let caseId: string;

beforeAll(async () => {
  town = await openTown();
  caseId = await reportCase(town);
  const ofc = await town.as('ofc');
  await ofc.command(caseId, 'propose', { act: 'void', reason: '不属实', attachmentIds: await ofc.photos(1) });
  await writtenByNewerProgram(town.database, `case:${caseId}`, await town.deps.door.now());
});
afterAll(() => town.close());

describe('U-16 a case that a later program has written to', () => {
  it('U-16 answers 503 to a command, with a code and the way on', async () => {
    const ofc = await town.as('ofc');
    const reply = await ofc.command(caseId, 'add-note', { text: '查看' }, 3);
    expect([reply.status, reply.body.code]).toEqual([503, 'program-too-old']);
    expect(reply.body.detail).toContain('升级程序');
    expect(reply.headers['retry-after']).toBe('60');
  });

  it.each(['', '/events', '/deadlines', '?asOf=2035-01-01T00:00:00Z'])(
    'U-16 answers 503 to a read, never 500: %s',
    async (part) => {
      const reply = await (await town.as('ofc')).get(`/api/v1/cases/${caseId}${part}`);
      expect([reply.status, reply.body.code]).toEqual([503, 'program-too-old']);
    },
  );

  it('U-16 stays in the list of cases', async () => {
    const reply = await (await town.as('ofc')).get('/api/v1/cases');
    expect(reply.status).toBe(200);
    expect(reply.body.items).toMatchObject([{ caseId }]);
  });

  it('U-16 takes nobody the rest of his inbox', async () => {
    const other = await reportCase(town);
    const ofc = await town.as('ofc');
    await ofc.command(other, 'propose', { act: 'void', reason: '不属实', attachmentIds: await ofc.photos(1) });
    const inbox = await (await town.as('ofd')).get('/api/v1/inbox');
    expect(inbox.status).toBe(200);
    expect(inbox.body.items).toMatchObject([{ caseId: other, act: 'void' }]);
  });
});
