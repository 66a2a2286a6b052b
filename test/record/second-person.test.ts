import type { CaseCommand } from '../../domain/case/commands';
import {
  aDoor,
  aLead,
  aReport,
  caseIdOf,
  commanding,
  fileOf,
  obeyed,
  reporting,
  said,
  typesOf,
  type TestDoor,
} from '../support/record';

const verify = (coActorId: string): CaseCommand => ({
  type: 'verify',
  method: 'documents',
  finding: '属实',
  coActorId,
});

describe('U-5 the second person at the door', () => {
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  const confirm = async (caseId: string, decision: 'confirm' | 'decline'): Promise<CaseCommand> => {
    const { asks } = await fileOf(test.door, caseId);
    return { type: 'co-sign', askId: asks[0]?.askId ?? 'none', decision };
  };

  /** Ends a post as an administrator in another process would. */
  const endPost = async (postId: string): Promise<void> => {
    const ended = await test.another().administer({
      personId: 'sa',
      idempotencyKey: `end-${postId}`,
      requestHash: 'a'.repeat(64),
      traceId: 'trace',
      action: 'post-ended',
      townId: 'baihe',
      work: async (tx) => {
        await tx.change('UPDATE post SET valid_to = ? WHERE post_id = ?', ['2025-09-14', postId]);
        const answer = { status: 200, contentType: 'application/json', body: '{}' };
        return { answer, ref: postId, data: {}, directoryOf: 'baihe' };
      },
    });
    expect(said(ended).status).toBe(200);
  };

  it('U-5 is asked and confirms in three round trips each', async () => {
    const caseId = await aLead(test.door);
    const rounds = (): number[] =>
      test.seen.splice(0).flatMap((one) => (one.name === 'transaction' ? [one.rounds] : []));
    rounds();
    await obeyed(test.door, commanding('ofc', caseId, verify('ldd')));
    const most = test.fresh.sources.type === 'sqlite' ? 4 : 3;
    for (const count of rounds()) expect(count).toBeLessThanOrEqual(most);
    await obeyed(test.door, commanding('ldd', caseId, await confirm(caseId, 'confirm')));
    expect(await typesOf(test.door, `case:${caseId}`)).toEqual(['reported', 'co-sign-asked', 'co-signed', 'verified']);
  });

  it('U-5 whose post ended in another process cannot confirm, nor when that of the first did', async () => {
    const caseId = await aLead(test.door);
    await obeyed(test.door, commanding('ofc', caseId, verify('ldd')));
    await endPost('post-ofc');
    const late = said(await test.door.execute(commanding('ldd', caseId, await confirm(caseId, 'confirm'))));
    expect(late).toMatchObject({ status: 409, body: { code: 'illegal-transition', reason: 'overtaken' } });
    await endPost('post-ldd');
    expect(said(await test.door.execute(commanding('ldd', caseId, await confirm(caseId, 'confirm')))).status).toBe(404);
    expect(await typesOf(test.door, `case:${caseId}`)).toEqual(['reported', 'co-sign-asked']);
  });

  it('U-5 of a verification is not of a subject that the report names', async () => {
    const caseId = caseIdOf(await obeyed(test.door, reporting('vgg', aReport({ subjectIds: ['s1'] }))));
    const named = said(await test.door.execute(commanding('ofc', caseId, verify('ens'))));
    expect(named).toMatchObject({ status: 403, body: { code: 'sod-violation', reason: 'subject-is-second' } });
    await test.fresh.sources.write.query("UPDATE subject SET unit_id = 'chengyun' WHERE subject_id = 's1'");
    const another = caseIdOf(await obeyed(test.door, reporting('vgg', aReport({ subjectIds: ['s1'] }))));
    const ofUnit = said(await test.door.execute(commanding('ofc', another, verify('ldd'))));
    expect(ofUnit).toMatchObject({ status: 403, body: { code: 'sod-violation', reason: 'subject-is-second' } });
  });

  describe('who is the protected reporter', () => {
    let caseId: string;

    beforeEach(async () => {
      caseId = caseIdOf(
        await obeyed(test.door, reporting('vgm', aReport({ protectedSource: true, attachmentIds: ['vgm-photo'] }))),
      );
    });

    it('U-5 may be named, since nobody knows, but cannot confirm', async () => {
      await obeyed(test.door, commanding('ofc', caseId, verify('vgm')));
      const refused = said(await test.door.execute(commanding('vgm', caseId, await confirm(caseId, 'confirm'))));
      expect(refused).toMatchObject({ status: 403, body: { code: 'sod-violation', reason: 'reporter-verifies' } });
      expect((await fileOf(test.door, caseId)).status).toBe('lead');
    });

    it('U-5 declines under his own name, so that no alias stands beside it', async () => {
      await obeyed(test.door, commanding('ofc', caseId, verify('vgm')));
      await obeyed(test.door, commanding('vgm', caseId, await confirm(caseId, 'decline')));
      const [reported, , lapsed] = await test.door.loadStream(`case:${caseId}`);
      expect(lapsed).toMatchObject({ type: 'co-sign-lapsed', actor: { kind: 'person', personId: 'vgm' } });
      expect(reported?.actor).not.toMatchObject({ personId: 'vgm' });
    });

    it('U-5 asks somebody to sign with him under his own name, which no alias stands beside', async () => {
      await obeyed(test.door, commanding('vgm', caseId, { ...verify('vgg'), method: 'on-site' } as CaseCommand));
      const [reported, asked] = await test.door.loadStream(`case:${caseId}`);
      expect(asked).toMatchObject({ type: 'co-sign-asked', actor: { kind: 'person', personId: 'vgm' } });
      expect(reported?.actor).toEqual({ kind: 'person', personId: expect.stringMatching(/^reporter:/) });
      await obeyed(test.door, commanding('vgg', caseId, await confirm(caseId, 'confirm')));
      expect((await fileOf(test.door, caseId)).parts).toMatchObject([
        { act: 'report', unitId: null, role: null },
        { act: 'verify', personId: 'vgm' },
        { act: 'verify', personId: 'vgg' },
      ]);
    });
  });
});
