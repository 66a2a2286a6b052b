/* eslint-disable @typescript-eslint/no-unsafe-return -- answers are JSON of any shape */
import { openTown, reportCase, type TestPerson, type TestTown } from '../support/open-town';

let town: TestTown;
/** Assigned to 梅桥村 under 城运中心. */
let caseId: string;

/** A step of the scene that must go well. */
const must = ({ status, text }: { status: number; text: string }, wanted = 200): void => {
  if (status !== wanted) throw new Error(`${status}: ${text}`);
};

beforeAll(async () => {
  town = await openTown();
  caseId = await reportCase(town, 'ofc');
  const [ofc, ldc] = [await town.as('ofc'), await town.as('ldc')];
  await ofc.command(caseId, 'verify', { method: 'documents', finding: '属实', coActorId: town.people['ldd'] });
  const { asks } = (await ofc.get(`/api/v1/cases/${caseId}`)).body;
  await (await town.as('ldd')).command(caseId, 'co-sign', { askId: asks[0].askId, decision: 'confirm' });
  await ldc.command(caseId, 'grade', {
    grade: 'general',
    domain: 'fire',
    hazardType: 'charging-site-fire',
    clauseId: 'baihe-charging-site',
    subjectIds: ['drill-company'],
  });
  const units = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-meiqiao' };
  must(await ofc.command(caseId, 'assign', units));
});
afterAll(async () => {
  await town.close();
});

/** Who may not read this case: the owner of another property, the clerk of another unit, who only reports. */
const strangers = ['ow', 'ru', 'rp', 'ex'];
const commands: [string, object][] = [
  ['verify', { method: 'documents', finding: '属实' }],
  ['add-note', { text: '看看' }],
  ['accept-assignment', {}],
  ['request-recheck', { report: '完成', beforeAttachmentIds: ['a'], afterAttachmentIds: ['b'] }],
  ['start-recheck', {}],
  ['withdraw-lead', { reason: '撤回' }],
  ['propose', { act: 'void', reason: '不属实' }],
  ['decide-proposal', { proposalId: 'p', decision: 'approve', opinion: '同意' }],
  ['withdraw-proposal', { proposalId: 'p', reason: '撤回' }],
  ['co-sign', { askId: 'a', decision: 'confirm' }],
];

describe('U-22 who may not read a case', () => {
  it.each(strangers)('hears from no command of %s what version or state it is in', async (username) => {
    const person = await town.as(username);
    const told: unknown[] = [];
    for (const [command, body] of commands)
      for (const version of [1, 5, 99]) {
        const reply = await person.command(caseId, command, body, version);
        told.push([command, reply.status, reply.headers['etag'], /当前状态|"version"/.test(reply.text)]);
      }
    expect(told).toEqual(commands.flatMap(([command]) => Array<unknown>(3).fill([command, 403, undefined, false])));
  });

  it('is not told either by a case that has ended', async () => {
    const lead = await reportCase(town, 'vgg');
    expect((await (await town.as('vgg')).command(lead, 'withdraw-lead', { reason: '误报' })).status).toBe(200);
    for (const username of strangers) {
      const reply = await (await town.as(username)).command(lead, 'add-note', { text: '看看' }, 2);
      expect([username, reply.status]).toEqual([username, 403]);
    }
  });

  it('while who may act on it is still told of a newer version', async () => {
    expect((await (await town.as('vgm')).command(caseId, 'accept-assignment', {}, 1)).status).toBe(412);
  });
});

describe('U-22 who may propose no interview', () => {
  const open = (person: TestPerson, more: object = {}) =>
    person.post('/api/v1/escalations', {
      act: 'interview',
      addressee: { unitId: 'drill-town-meiqiao' },
      caseIds: [caseId],
      reason: '拖延整改',
      ...more,
    });

  it('is not told that one is open, that a case or a unit exists', async () => {
    expect((await open(await town.as('ofc'))).status).toBe(201);
    expect((await open(await town.as('ldc'))).status).toBe(409);
    for (const username of ['vgg', 'ens', 'rp', 'ru']) {
      const person = await town.as(username);
      const replies = [
        await open(person),
        await open(person, { caseIds: ['nothing'] }),
        await open(person, { addressee: { unitId: 'nothing' } }),
      ];
      expect(replies.map(({ status, body }) => [status, body.code])).toEqual(
        Array<unknown>(3).fill([403, 'forbidden']),
      );
    }
  });

  it('hears of no version of one that is open', async () => {
    const { items } = (await (await town.as('ofc')).get('/api/v1/escalations')).body;
    const path = `/api/v1/escalations/${String(items[0].escalationId)}/commands`;
    for (const username of ['ens', 'ow', 'rp'])
      for (const version of ['"1"', '"9"']) {
        const body = { proposalId: 'p', decision: 'approve', opinion: '同意' };
        const person = await town.as(username);
        const decided = await person.post(`${path}/decide-proposal`, body, { 'If-Match': version });
        const published = await person.post(`${path}/publish`, { channel: '公示栏' }, { 'If-Match': version });
        expect([decided.status, published.status, decided.headers['etag']]).toEqual([403, 403, undefined]);
      }
  });
});
