import type { CaseCommand } from '../../domain/case/commands';
import {
  aDoor,
  aLead,
  aRectifying,
  aReport,
  commanding,
  fileOf,
  obeyed,
  reporting,
  said,
  typesOf,
  type TestDoor,
} from '../support/record';

const aRequest: CaseCommand = {
  type: 'request-recheck',
  report: '已整改',
  beforeAttachmentIds: ['a1'],
  afterAttachmentIds: ['ens-photo'],
};

describe('the door', () => {
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  it('opens a case and carries it to rectification', async () => {
    const { door, rows } = test;
    const caseId = await aRectifying(door);
    const file = await fileOf(door, caseId);
    expect(file.status).toBe('rectifying');
    expect(file.number).toBe('baihe-2025-00001');
    expect(file.papers[0]?.number).toBe('白鹤城运限整〔2025〕1号');
    expect(await door.verifyChain(`case:${caseId}`)).toEqual({ events: file.version, valid: true });
    const [row] = await rows('SELECT version, status, next_due_clock FROM case_row WHERE case_id = ?', [caseId]);
    expect(row).toEqual({ version: file.version, status: 'rectifying', next_due_clock: 'rectify' });
  });

  it('answers a repetition byte for byte and decides nothing', async () => {
    const request = reporting('vgg');
    const first = await test.door.execute(request);
    const second = await test.another().execute(request);
    expect(second).toEqual({ ...first, replayed: true });
    expect(await test.rows('SELECT COUNT(*) AS n FROM event')).toEqual([{ n: 1 }]);
  });

  it('refuses a key that was used for another request', async () => {
    const request = reporting('vgg');
    await test.door.execute(request);
    const result = await test.door.execute({ ...request, requestHash: 'f'.repeat(64) });
    expect(result).toEqual({ failure: { kind: 'key-reuse' } });
  });

  it('takes the same key of another person for another key', async () => {
    const request = reporting('vgg');
    await test.door.execute(request);
    const { idempotencyKey } = request;
    const other = reporting('ldc', aReport({ attachmentIds: ['a3'] }), { idempotencyKey });
    expect(said(await test.door.execute(other)).status).toBe(201);
  });

  it('decides once when the same request comes several times at once', async () => {
    const request = reporting('vgg');
    const doors = [test.door, test.another(), test.another(), test.another()];
    const results = await Promise.all(doors.map((door) => door.execute(request)));
    const bodies = new Set(results.map((result) => ('answer' in result ? result.answer.body : JSON.stringify(result))));
    expect(bodies.size).toBe(1);
    expect(results.filter((result) => 'replayed' in result && !result.replayed)).toHaveLength(1);
    expect(await test.rows('SELECT COUNT(*) AS n FROM stream')).toEqual([{ n: 1 }]);
  });

  it('refuses a stale version and names the current one', async () => {
    const caseId = await aLead(test.door);
    const verify = { type: 'verify', method: 'documents', finding: '属实' } as const;
    const stale = said(await test.door.execute(commanding('ofc', caseId, verify, { expectedVersion: 7 })));
    expect(stale).toEqual({ status: 412, body: { version: 1 } });
    expect((await obeyed(test.door, commanding('ofc', caseId, verify, { expectedVersion: 1 }))).body.version).toBe(2);
  });

  it('lets one of two with the same version through', async () => {
    const caseId = await aLead(test.door);
    const verify = { type: 'verify', method: 'documents', finding: '属实' } as const;
    const both = await Promise.all(
      ['ofc', 'ofd'].map((person) =>
        test.another().execute(commanding(person, caseId, verify, { expectedVersion: 1 })),
      ),
    );
    expect(both.map((result) => said(result).status).sort()).toEqual([200, 412]);
    expect(await typesOf(test.door, `case:${caseId}`)).toEqual(['reported', 'verified']);
  });

  it('writes nothing on a refusal, and keeps its key only where no repetition could change it', async () => {
    const caseId = await aLead(test.door);
    const verify = { type: 'verify', method: 'on-site', finding: '属实' } as const;
    expect(said(await test.door.execute(commanding('vgg', caseId, verify))).body.code).toBe('sod-violation');
    expect(said(await test.door.execute(commanding('ens', caseId, verify))).body.code).toBe('forbidden');
    expect(await typesOf(test.door, `case:${caseId}`)).toEqual(['reported']);
    const kept = await test.rows('SELECT result_status FROM command ORDER BY result_status');
    expect(kept).toEqual([{ result_status: 201 }, { result_status: 403 }]);
    expect(await test.rows('SELECT COUNT(*) AS n FROM outbox')).toEqual([{ n: 1 }]);
  });

  it('says not-found of a case that does not exist', async () => {
    expect(said(await test.door.execute(commanding('ofc', 'nowhere', { type: 'accept-assignment' }))).status).toBe(404);
    expect(await test.rows('SELECT COUNT(*) AS n FROM command')).toEqual([{ n: 0 }]);
  });

  it('fires what is overdue before it decides, also when it then refuses', async () => {
    const caseId = await aRectifying(test.door);
    const before = (await fileOf(test.door, caseId)).version;
    test.pass(6_000);
    const late = said(await test.door.execute(commanding('vgg', caseId, { type: 'start-recheck' })));
    expect(late.status).toBe(403);
    const missed = (await typesOf(test.door, `case:${caseId}`)).slice(before);
    expect(missed).toContain('deadline-missed');
    expect((await fileOf(test.door, caseId)).overlays).toContain('overdue');
    test.pass(1);
    await obeyed(test.door, commanding('ens', caseId, aRequest));
    const types = await typesOf(test.door, `case:${caseId}`);
    expect(types.indexOf('deadline-missed')).toBeLessThan(types.indexOf('recheck-requested'));
  });

  it('is in time up to the last millisecond before the due instant', async () => {
    const caseId = await aRectifying(test.door);
    test.pass(5_999);
    await obeyed(test.door, commanding('ens', caseId, aRequest));
    expect(await typesOf(test.door, `case:${caseId}`)).not.toContain('deadline-missed');
  });

  it('never dates an event before the last one when the clock goes back', async () => {
    const caseId = await aLead(test.door);
    test.pass(-60_000);
    await obeyed(test.door, commanding('ofc', caseId, { type: 'verify', method: 'documents', finding: '属实' }));
    const [reported, verified] = await test.door.loadStream(`case:${caseId}`);
    expect(verified?.at).toBe(reported?.at);
  });

  it('counts a post that ended a moment ago as ended', async () => {
    const caseId = await aLead(test.door);
    const other = test.another();
    await other.directoryOf('baihe');
    const ended = await test.door.administer({
      personId: 'sa',
      idempotencyKey: 'end-post',
      requestHash: 'a'.repeat(64),
      traceId: 'trace',
      action: 'post-ended',
      townId: 'baihe',
      work: async (tx) => {
        await tx.change('UPDATE post SET valid_to = ? WHERE post_id = ?', ['2025-09-14', 'post-ofc']);
        const answer = { status: 200, contentType: 'application/json', body: '{}' };
        return { answer, ref: 'post-ofc', data: {}, directoryOf: 'baihe' };
      },
    });
    expect(said(ended).status).toBe(200);
    const verify = { type: 'verify', method: 'documents', finding: '属实' } as const;
    expect(said(await other.execute(commanding('ofc', caseId, verify))).status).toBe(404);
    expect(said(await other.execute(commanding('ofd', caseId, verify))).status).toBe(200);
  });
});
