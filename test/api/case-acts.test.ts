import { gradeCase, openTown, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown({ packId: 'baihe-2025' });
});
afterAll(async () => {
  await town.close();
});

interface Act {
  command: string;
  act?: string;
  label: string;
  step?: boolean;
  reason?: { otherPost?: boolean };
}

const read = async (username: string, path: string) => (await town.as(username)).get(path);

const actOf = async (username: string, caseId: string, command: string, act?: string): Promise<Act | undefined> => {
  const { body } = await read(username, `/api/v1/cases/${caseId}`);
  const { allowedCommands } = body as { allowedCommands: Act[] };
  return allowedCommands.find((one) => one.command === command && one.act === act);
};

describe('what an answer says of the acts of a case', () => {
  it('calls each as its button has it, a proposal by what is asked for', async () => {
    const caseId = await reportCase(town);
    expect(await actOf('ofc', caseId, 'verify')).toMatchObject({ label: '核实线索', step: true });
    expect(await actOf('ofc', caseId, 'propose', 'void')).toMatchObject({ label: '提请认定不属实', step: false });
    const { body } = await read('ofc', `/api/v1/cases/commands?caseIds=${caseId}`);
    expect((body as { items: Act[] }).items.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['核实线索', '提请认定不属实', '提请采取临时管控']),
    );
  });

  it('says in a form of a proposal who decides it and what follows, in no codes, and of several cases what follows', async () => {
    const caseId = await reportCase(town);
    const { body: form } = await read('ofc', `/api/v1/cases/${caseId}/commands/propose/form?act=impose-control`);
    expect(form).toMatchObject({
      label: '提请采取临时管控',
      does: '由镇分管领导审批，批准后采取临时管控措施。',
    });
    const { body: unfounded } = await read('ofc', `/api/v1/cases/${caseId}/commands/propose/form?act=void`);
    expect(String(unfounded.does)).toMatch(/^[^a-z]+$/i);
    const { body: several } = await read('ofc', `/api/v1/cases/commands/propose/form?act=void&caseIds=${caseId}`);
    expect(several).toMatchObject({ label: '提请认定不属实', does: '经批准后认定不属实，结束本案。' });
    const { body: verify } = await read('ofc', `/api/v1/cases/${caseId}/commands/verify/form`);
    expect(verify).toMatchObject({ label: '核实线索', does: '核实一条线索属实，即行上账编号。' });
  });

  it('says who is to do what next, and of what is refused whether it is for other posts', async () => {
    const caseId = await reportCase(town);
    await gradeCase(town, caseId);
    const { nextDue, names } = (await read('vgg', `/api/v1/cases/${caseId}`)).body;
    expect(nextDue).toMatchObject({ clock: 'assign', label: '交办', addressee: expect.stringMatching(/^unit:/) });
    expect(names[String(nextDue.addressee).slice('unit:'.length)]).toBe('安全生产工作专班办公室');
    expect((await actOf('vgg', caseId, 'assign'))?.reason?.otherPost).toBe(true);
    expect((await actOf('ofc', caseId, 'verify'))?.reason).not.toHaveProperty('otherPost');
  });

  it('tells whoever comes second in words that somebody was faster, and the version in its field alone', async () => {
    const caseId = await reportCase(town);
    const ofc = await town.as('ofc');
    await ofc.command(caseId, 'add-note', { text: '先到' });
    const { status, body } = await ofc.command(caseId, 'add-note', { text: '后到' }, 1);
    expect([status, body.title, body.version]).toEqual([412, '内容已有变化', 2]);
    expect(String(body.detail)).toMatch(/^刚刚已有人办理或修改过[^0-9]*$/);
  });
});
