import { CASE_SHAPE } from '../../domain/case/file';
import { ESCALATION_SHAPE } from '../../domain/escalation/file';
import { UnknownEvent } from '../../domain/unknown-event';
import { mend } from '../../record/reconcile/mend';
import { rebuildReadModel } from '../../record/reconcile/rebuild-read-model';
import { circularOn } from '../support/circular';
import { FUTURE, newerModules, storedByOlderProgram, writtenByNewerProgram } from '../support/other-programs';
import {
  aDoor,
  aLead,
  aRectifying,
  commanding,
  fileOf,
  obeyed,
  onEscalation,
  opening,
  typesOf,
  type TestDoor,
} from '../support/record';
import { aScene, type TestScene } from '../support/scene';

const note = { type: 'add-note', text: '查看' } as const;

let test: TestDoor;
let at: TestScene;
let caseId: string;
let streamId: string;

beforeEach(async () => {
  test = await aDoor();
  at = await aScene(test);
  caseId = await aRectifying(test.door);
  streamId = `case:${caseId}`;
});
afterEach(async () => {
  await at.close();
  await test.close();
});

const storedFile = async (id: string): Promise<unknown> => {
  const [row] = await test.rows('SELECT file FROM stream WHERE stream_id = ?', [id]);
  return JSON.parse(String(row?.['file']));
};

describe('U-16 a file that an older program stored', () => {
  it('U-16 is read as the events make it', async () => {
    const file = await fileOf(test.door, caseId);
    await storedByOlderProgram(test.fresh, streamId);
    expect(await fileOf(test.door, caseId)).toEqual(file);
  });

  it('U-16 is decided on as the events make it, and stored in the new shape', async () => {
    await storedByOlderProgram(test.fresh, streamId);
    await obeyed(test.door, commanding('ofc', caseId, note));
    const stored = await storedFile(streamId);
    expect(stored).toMatchObject({
      shape: CASE_SHAPE,
      asks: [],
      reportedSubjectIds: [],
      papers: [{ type: 'xianqi-zhenggai-yijian' }],
    });
    expect(stored).toEqual(await fileOf(test.door, caseId));
    expect(await test.door.verifyChain(streamId)).toMatchObject({ valid: true });
  });

  it('U-16 is settled by the workflow and by the sweeper', async () => {
    const other = await aRectifying(test.door);
    for (const id of [streamId, `case:${other}`]) await storedByOlderProgram(test.fresh, id);
    test.pass(6_000);
    expect((await test.door.settle(streamId, 1, 0)).outcome).toBe('settled');
    test.pass(2_000);
    expect(await test.door.settlePage(10)).toMatchObject({ settled: 1 });
    for (const id of [caseId, other]) expect((await fileOf(test.door, id)).overlays).toContain('overdue');
  });

  it('U-16 of an escalation is joined and decided on as its events make it', async () => {
    const circular = circularOn(caseId);
    const opened = await obeyed(test.door, opening('ofc', circular));
    await storedByOlderProgram(test.fresh, opened.body.streamId);
    const heard = { type: 'hear-company', statement: '陈述', heardAt: test.now() } as const;
    const escalationId = opened.body.streamId.slice('escalation:'.length);
    await obeyed(test.door, onEscalation('ofc', escalationId, heard));
    expect(await storedFile(opened.body.streamId)).toMatchObject({ shape: ESCALATION_SHAPE, cases: [{ caseId }] });
  });

  it('U-16 of an escalation is joined by a case that becomes late', async () => {
    test.pass(3_000);
    const second = await aRectifying(test.door);
    const opened = async (): Promise<string[]> =>
      (await test.rows('SELECT escalation_id FROM escalation_row')).map(
        (row) => `escalation:${String(row['escalation_id'])}`,
      );
    while ((await opened()).length === 0) {
      test.pass(500);
      await test.door.settle(streamId, 1, 0);
    }
    for (const id of await opened()) await storedByOlderProgram(test.fresh, id);
    test.pass(3_000);
    expect((await test.door.settle(`case:${second}`, 1, 0)).outcome).toBe('settled');
    await test.door.settlePage(10);
    const [first] = await opened();
    const joined = (await storedFile(first ?? '')) as { shape: number; cases: { caseId: string }[] };
    expect(joined.shape).toBe(ESCALATION_SHAPE);
    expect(joined.cases.map((linked) => linked.caseId)).toEqual([caseId, second]);
  });

  it('U-16 is no finding, and a rebuild writes it in the new shape', async () => {
    const file = await fileOf(test.door, caseId);
    await storedByOlderProgram(test.fresh, streamId);
    expect((await at.check(['D8', 'D9', 'D12'])).findings).toEqual([]);
    const report = await rebuildReadModel({
      scene: at.scene,
      door: test.door,
      operator: 'op',
      onProgress: () => undefined,
    });
    expect(report).toMatchObject({ isSwapped: false, caughtUp: [streamId], broken: [] });
    expect(await storedFile(streamId)).toEqual(file);
  });

  it('U-16 does not hide a row that is not what the events make', async () => {
    await storedByOlderProgram(test.fresh, streamId);
    await test.fresh.sources.write.query("UPDATE stream SET status = 'archived' WHERE stream_id = ?", [streamId]);
    expect((await at.check(['D12'])).findings).toMatchObject([{ ref: streamId, evidence: { tables: ['stream'] } }]);
  });

  it('U-16 costs one round trip more, once', async () => {
    const roundsOf = async (): Promise<number> => {
      test.seen.length = 0;
      await obeyed(test.door, commanding('ofc', caseId, note));
      return test.seen.reduce((sum, one) => sum + (one.name === 'transaction' ? one.rounds : 0), 0);
    };
    await roundsOf();
    const usual = await roundsOf();
    await storedByOlderProgram(test.fresh, streamId);
    expect(await roundsOf()).toBe(usual + 1);
    expect(await roundsOf()).toBe(usual);
  });
});

describe('U-16 an event of a type that the program does not know', () => {
  let seq: number;

  beforeEach(async () => {
    seq = await writtenByNewerProgram(test.fresh, streamId, test.now());
  });

  const unknown = () => ({ name: 'UnknownEvent', streamId, seq, type: FUTURE });

  it('U-16 ends a command by name, and nothing is written', async () => {
    const result = await test.door.execute(commanding('ofc', caseId, note));
    expect(result).toEqual({ failure: { kind: 'unknown-event', streamId, seq, type: FUTURE } });
    expect((await typesOf(test.door, streamId)).at(-1)).toBe(FUTURE);
    expect(await test.rows('SELECT cmd_key FROM command WHERE request_hash IS NULL')).toEqual([]);
  });

  it('U-16 does not tell another town that the stream exists', async () => {
    const result = await test.door.execute(commanding('stranger', caseId, note));
    expect(result).toMatchObject({ answer: { status: 404 } });
  });

  it('U-16 ends reading and settling by name', async () => {
    await expect(test.door.loadFile(streamId)).rejects.toMatchObject(unknown());
    await expect(test.door.loadFile(streamId)).rejects.toBeInstanceOf(UnknownEvent);
    test.pass(6_000);
    await expect(test.door.settle(streamId, 1, 0)).rejects.toMatchObject(unknown());
  });

  it('U-16 holds no other stream up', async () => {
    const other = await aRectifying(test.door);
    test.pass(9_000);
    await test.door.settlePage(10).catch(() => undefined);
    expect((await fileOf(test.door, other)).overlays).toContain('overdue');
  });

  it('U-16 is a finding that names it, which only another program mends', async () => {
    await aLead(test.door);
    const { findings } = await at.check(['D12']);
    expect(findings).toMatchObject([{ class: 'D12', ref: streamId, evidence: { seq, unknownType: FUTURE } }]);
    const [finding] = findings;
    const mended = finding && (await mend({ scene: at.scene, door: test.door, operator: 'op' }, finding));
    expect(mended).toMatchObject({ done: false });
  });

  it('U-16 stops a rebuild before anything is exchanged', async () => {
    const rows = await test.rows('SELECT * FROM case_row');
    await test.fresh.sources.write.query("UPDATE case_row SET title = 'x'");
    const rebuilt = rebuildReadModel({ scene: at.scene, door: test.door, operator: 'op', onProgress: () => undefined });
    await expect(rebuilt).rejects.toMatchObject(unknown());
    expect(await test.rows('SELECT * FROM case_row')).toEqual(rows.map((row) => ({ ...row, title: 'x' })));
  });

  it('U-16 is gone on from by the program that knows it', async () => {
    const newer = test.another({ modules: newerModules });
    await obeyed(newer, commanding('ofc', caseId, note));
    expect(await typesOf(newer, streamId)).toEqual(expect.arrayContaining([FUTURE, 'note-added']));
    expect(await newer.verifyChain(streamId)).toMatchObject({ valid: true });
  });
});
