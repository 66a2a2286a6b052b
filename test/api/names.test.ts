import { assignCase, openTown, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
let caseId: string;
beforeAll(async () => {
  town = await openTown();
  caseId = await reportCase(town);
  await assignCase(town, caseId);
});
afterAll(async () => {
  await town.close();
});

const read = async (username: string, path: string): Promise<{ names: Record<string, string> }> =>
  (await (await town.as(username)).get(path)).body as { names: Record<string, string> };

describe('U-50 the names beside ids', () => {
  it.each(['', '/events', '/deadlines'])(
    'are those of units, people and subjects of a case: cases/{id}%s',
    async (part) => {
      const { names } = await read('ofc', `/api/v1/cases/${caseId}${part}`);
      expect(names['drill-town-meiqiao']).toBe('梅桥村');
    },
  );

  it('stand in lists and at the desk', async () => {
    for (const path of ['/api/v1/cases', '/api/v1/worklist'])
      expect([path, (await read('ofc', path)).names['drill-town-chengyun']]).toEqual([path, '城运中心']);
    const { names } = await read('ofc', `/api/v1/cases/${caseId}`);
    expect(names['drill-charging-site']).toBeDefined();
    expect(names['drill-company']).toBeDefined();
    const log = await read('ofc', `/api/v1/cases/${caseId}/events`);
    expect(log.names[town.people['ofc'] ?? '']).toBe('专班经办丙');
  });

  it('are of nothing that the answer does not name', async () => {
    const { names } = await read('rp', '/api/v1/cases');
    expect(names).toEqual({});
  });
});
