import type { CaseCommand } from '../../domain/case/commands';
import { VoidPapers1764100000014 } from '../../entities/migrations/0014-void-papers';
import { WithdrawnPapers1764100000021 } from '../../entities/migrations/0021-withdrawn-papers';
import { rebuildReadModel } from '../../record/reconcile/rebuild-read-model';
import { aDoor, aLead, aRectifying, commanding, obeyed, type TestDoor } from '../support/record';
import { aScene, type TestScene } from '../support/scene';

const voiding: CaseCommand = {
  type: 'propose',
  act: 'void',
  reason: '不属实',
  attachmentIds: ['ldc-photo'],
  fields: {},
};

describe('what becomes of papers and proposals in the tables', () => {
  let test: TestDoor;
  let at: TestScene;
  let caseId: string;

  beforeEach(async () => {
    test = await aDoor();
    at = await aScene(test);
    caseId = await aRectifying(test.door);
  });
  afterEach(async () => {
    await at.close();
    await test.close();
  });

  const papers = () =>
    test.rows('SELECT number, state FROM paper WHERE stream_id = ? AND document_id IS NOT NULL', [`case:${caseId}`]);
  const proposeVoid = async (): Promise<string> => {
    await obeyed(test.door, commanding('ldc', caseId, voiding));
    const [row] = await test.rows("SELECT proposal_id FROM proposal_row WHERE state = 'open'");
    return String(row?.['proposal_id']);
  };

  it('a paper of a case that is void is void and keeps its number, as the events make it', async () => {
    const [issued] = await papers();
    const proposalId = await proposeVoid();
    await obeyed(
      test.door,
      commanding('ofd', caseId, { type: 'decide-proposal', proposalId, decision: 'approve', opinion: '同意' }),
    );
    expect(await papers()).toEqual([{ number: issued?.['number'], state: 'void' }]);
    const rebuilt = await rebuildReadModel({
      scene: at.scene,
      door: test.door,
      operator: 'op',
      onProgress: () => undefined,
    });
    expect(rebuilt).toMatchObject({ isSwapped: false, broken: [] });
  });

  it('of void cases that an earlier release left they become so by migration 0014, and of others they do not', async () => {
    const runner = test.fresh.sources.write.createQueryRunner();
    const migration = new VoidPapers1764100000014();
    await migration.up(runner);
    expect(await papers()).toMatchObject([{ state: 'served' }]);
    await runner.query("UPDATE case_row SET status = 'void' WHERE case_id = ?", [caseId]);
    await migration.up(runner);
    expect(await papers()).toMatchObject([{ state: 'void' }]);
    await migration.down(runner);
    expect(await papers()).toMatchObject([{ state: 'served' }]);
    await runner.release();
  });

  it('of withdrawn escalations that an earlier release left they become withdrawn by migration 0021, and no others', async () => {
    const runner = test.fresh.sources.write.createQueryRunner();
    for (const [n, status] of ['withdrawn', 'published'].entries()) {
      await runner.query(
        `INSERT INTO escalation_row (escalation_id, town_id, act, addressee, addressee_name, status, host_unit_id, by_ladder,
         opened_at, version) VALUES (?, 'baihe', 'circular', 'subject:s1', '甲', ?, 'baihe', 1, '2025-07-01T01:00:00.000Z', 1)`,
        [status, status],
      );
      await runner.query(
        `INSERT INTO paper (scope, n, number, document_id, type, title, stream_id, seq, state, issued_at)
         VALUES ('circular', ?, ?, ?, 'tongbao', '通报', ?, 1, 'issued', '2025-07-01T01:00:00.000Z')`,
        [n + 1, `${String(n + 1)}号`, `d-${status}`, `escalation:${status}`],
      );
    }
    const states = () => test.rows("SELECT document_id, state FROM paper WHERE scope = 'circular' ORDER BY n");
    const migration = new WithdrawnPapers1764100000021();
    await migration.up(runner);
    expect(await states()).toEqual([
      { document_id: 'd-withdrawn', state: 'withdrawn' },
      { document_id: 'd-published', state: 'issued' },
    ]);
    expect(await papers()).toMatchObject([{ state: 'served' }]);
    await migration.down(runner);
    expect(await states()).toMatchObject([{ state: 'issued' }, { state: 'issued' }]);
    await runner.release();
  });

  it('a proposal that the state has overtaken leaves the inbox, and its author is told', async () => {
    const lead = await aLead(test.door);
    await obeyed(test.door, commanding('ldc', lead, voiding));
    await obeyed(test.door, commanding('vgg', lead, { type: 'withdraw-lead', reason: '误报' }));
    expect(await test.rows('SELECT state FROM proposal_row')).toEqual([{ state: 'withdrawn' }]);
    expect(await test.rows('SELECT recipient FROM notification WHERE template = ?', ['proposal-withdrawn'])).toEqual([
      { recipient: 'ldc' },
    ]);
  });
});
