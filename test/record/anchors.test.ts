import { mkdtempSync, readFileSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '../../logger';
import { merkleRoot, type Leaf } from '../../record/anchors/anchor';
import { AnchorFileAhead, readAnchorFile } from '../../record/anchors/anchor-file';
import { createAnchorKeeper, type AnchorKeeper } from '../../record/anchors/keeper';
import { verifyAnchorFile, verifyAnchors } from '../../record/anchors/verify-anchors';
import { NO_HASH, sha256 } from '../../record/hash';
import { aDoor, aLead, aRectifying, type TestDoor } from '../support/record';
import { aScene, type TestScene } from '../support/scene';

const logger = createLogger({ level: 'error', service: 'test', silent: true });
const tenMinutes = 600_000;

describe('the Merkle root', () => {
  const leaf = (chainId: string): Leaf => ({ chainId, seq: 1, hash: NO_HASH });
  const hashed = (chainId: string): string => sha256(`\u0000["${chainId}",1,"${NO_HASH}"]`);
  const over = (left: string, right: string): string => sha256(`\u0001${left}${right}`);

  it('is the hash of the leaf alone, of pairs, and carries an odd one up', () => {
    expect(merkleRoot([leaf('a')])).toBe(hashed('a'));
    expect(merkleRoot([leaf('b'), leaf('a')])).toBe(over(hashed('a'), hashed('b')));
    expect(merkleRoot([leaf('a'), leaf('b'), leaf('c')])).toBe(over(over(hashed('a'), hashed('b')), hashed('c')));
  });

  it('is another one for another end', () => {
    expect(merkleRoot([leaf('a'), { ...leaf('b'), seq: 2 }])).not.toBe(merkleRoot([leaf('a'), leaf('b')]));
  });
});

describe('anchors', () => {
  let test: TestDoor;
  let at: TestScene;
  let keeper: AnchorKeeper;
  let file: string;
  let folder: string;

  beforeEach(async () => {
    test = await aDoor();
    at = await aScene(test);
    folder = mkdtempSync(join(tmpdir(), 'bihuan-anchors-'));
    file = join(folder, 'outside', 'anchors.jsonl');
    keeper = createAnchorKeeper({ sources: test.fresh.sources, file, logger, now: () => test.now() });
    await keeper.round(tenMinutes);
  });
  afterEach(async () => {
    keeper.close();
    await at.close();
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const round = (): ReturnType<AnchorKeeper['round']> => {
    test.pass(tenMinutes);
    return keeper.round(tenMinutes);
  };
  const change = (sql: string, params: unknown[] = []): Promise<unknown> => test.fresh.sources.write.query(sql, params);
  const problems = async () => ({
    inside: (await verifyAnchors(at.scene.store)).problems,
    outside: (await verifyAnchorFile(at.scene.store, file)).problems,
  });

  it('are dropped every ten minutes over what has grown, and not where nothing has', async () => {
    expect(await round()).toEqual([]);
    const caseId = await aLead(test.door);
    expect(await keeper.round(tenMinutes)).toMatchObject([{ anchorNo: 1, chains: 1, links: 1 }]);
    await aLead(test.door);
    await test.door.audit({ personId: 'ofc', townId: 'baihe', action: 'signed-in', ref: 'ofc', data: {} });
    expect(await keeper.round(tenMinutes)).toEqual([]);
    expect(await round()).toMatchObject([{ anchorNo: 2, chains: 2, links: 3 }]);
    expect(await round()).toEqual([]);
    expect(readAnchorFile(file).map(({ leaves }) => leaves.map(({ chainId }) => chainId.split(':')[0]))).toEqual([
      ['case'],
      ['audit', 'case'],
    ]);
    expect(readAnchorFile(file)[0]?.leaves[0]?.chainId).toBe(`case:${caseId}`);
    expect(await problems()).toEqual({ inside: [], outside: [] });
  });

  it('find an end that was cut off together with the row that says where the stream ends', async () => {
    const caseId = await aRectifying(test.door);
    await round();
    const streamId = `case:${caseId}`;
    const [last] = await test.rows('SELECT MAX(seq) AS seq FROM event WHERE stream_id = ?', [streamId]);
    const cut = Number(last?.['seq']);
    const [end] = await test.rows('SELECT hash FROM event WHERE stream_id = ? AND seq = ?', [streamId, cut - 1]);
    await change('DELETE FROM event WHERE stream_id = ? AND seq = ?', [streamId, cut]);
    await change('UPDATE stream SET last_seq = ?, last_hash = ? WHERE stream_id = ?', [
      cut - 1,
      end?.['hash'],
      streamId,
    ]);
    expect(await test.door.verifyChain(streamId)).toEqual({ events: cut - 1, valid: true });

    const lost = [{ anchorNo: 1, chainId: streamId, what: 'the end that was anchored is not in the log' }];
    expect(await problems()).toEqual({ inside: lost, outside: lost });
    expect((await at.check(['D8'])).findings).toMatchObject([{ class: 'D8', ref: streamId }]);

    // Whoever cuts the anchors as well is found by the file alone.
    await change('DELETE FROM anchor_leaf');
    await change('DELETE FROM anchor');
    expect((await at.check(['D8'])).findings).toEqual([]);
    expect(await problems()).toEqual({
      inside: [],
      outside: [...lost, { anchorNo: 1, chainId: null, what: 'is in the file and not in the database' }],
    });
  });

  it('find an audit log that was cut', async () => {
    await test.door.audit({ personId: 'ofc', townId: 'baihe', action: 'signed-in', ref: 'ofc', data: {} });
    await round();
    await change('DELETE FROM audit');
    await change('UPDATE audit_day SET n = 0, last_hash = ?', [NO_HASH]);
    expect((await at.check(['D8'])).findings).toMatchObject([{ class: 'D8', ref: 'audit:2025-09-15' }]);
  });

  it('find an anchor that was rewritten, in the table or in the file', async () => {
    await aLead(test.door);
    await round();
    await aLead(test.door);
    await round();
    await change('UPDATE anchor SET links = 7 WHERE anchor_no = 1');
    expect((await problems()).inside).toMatchObject([{ anchorNo: 1 }, { anchorNo: 2 }]);
    await change('UPDATE anchor SET links = 1 WHERE anchor_no = 1');
    expect(await problems()).toEqual({ inside: [], outside: [] });

    writeFileSync(file, readFileSync(file, 'utf8').split('\n').slice(1).join('\n'));
    expect((await problems()).outside.map(({ what }) => what)).toEqual([
      'follows on anchor 0',
      'does not continue the chain of anchors',
    ]);
  });

  it('go on in the file after an interrupted write, and are whole in a second file', async () => {
    await aLead(test.door);
    await round();
    appendFileSync(file, '{"anchorNo":2,"at":"20');
    await aLead(test.door);
    await round();
    expect(readAnchorFile(file).map(({ anchorNo }) => anchorNo)).toEqual([1, 2]);
    expect(await problems()).toEqual({ inside: [], outside: [] });

    const second = join(folder, 'second.jsonl');
    const other = createAnchorKeeper({ sources: test.fresh.sources, file: second, logger, now: () => test.now() });
    expect(await other.round(tenMinutes)).toHaveLength(2);
    other.close();
    expect(readAnchorFile(second)).toEqual(readAnchorFile(file));
  });

  it('are not appended to a file that knows more than the database', async () => {
    await aLead(test.door);
    await round();
    await change('DELETE FROM anchor');
    await expect(keeper.round(tenMinutes)).rejects.toThrow(AnchorFileAhead);
  });

  it('are dropped once where two processes do it at the same time', async () => {
    await aLead(test.door);
    const second = join(folder, 'second.jsonl');
    const other = createAnchorKeeper({ sources: test.fresh.sources, file: second, logger, now: () => test.now() });
    await other.round(tenMinutes);
    test.pass(tenMinutes);
    await Promise.all([keeper.round(tenMinutes), other.round(tenMinutes)]);
    other.close();
    expect(await test.rows('SELECT COUNT(*) AS n FROM anchor')).toEqual([{ n: 1 }]);
    expect(await problems()).toEqual({ inside: [], outside: [] });
  });
});
