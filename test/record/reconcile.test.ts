import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contentPath } from '../../record/reconcile/attachment-files';
import type { Finding, FindingClass } from '../../record/reconcile/finding';
import { mend } from '../../record/reconcile/mend';
import { runChecks } from '../../record/reconcile/run-checks';
import { exitCodeOf, reportInWords } from '../../record/reconcile/report';
import { circularOn } from '../support/circular';
import { aDoor, aLead, aRectifying, opening, obeyed, fileOf, type TestDoor } from '../support/record';
import { aScene, sealOriginalOf, type TestScene } from '../support/scene';

const withoutTemporal: FindingClass[] = ['D8', 'D9', 'D10', 'D11', 'D12', 'D13'];

describe('reconcile, without an engine', () => {
  let test: TestDoor;
  let at: TestScene;
  let caseId: string;
  let streamId: string;

  beforeEach(async () => {
    test = await aDoor();
    at = await aScene(test);
    caseId = await aRectifying(test.door);
    streamId = `case:${caseId}`;
    await aLead(test.door);
    await obeyed(test.door, openCircular());
  });
  afterEach(async () => {
    await at.close();
    await test.close();
  });

  const openCircular = () => opening('ofc', circularOn(caseId));

  const plant = (sql: string, params: unknown[] = []): Promise<unknown> => test.fresh.sources.write.query(sql, params);

  const found = async (classes: FindingClass[] = withoutTemporal): Promise<Finding[]> =>
    (await at.check(classes)).findings;

  const namesOf = (findings: Finding[]): string[] => findings.map((finding) => `${finding.class} ${finding.ref}`);

  const mended = async (findings: Finding[]): Promise<boolean[]> => {
    const done: boolean[] = [];
    for (const finding of findings) {
      done.push((await mend({ scene: at.scene, door: test.door, operator: 'op' }, finding)).done);
    }
    return done;
  };

  const aMessage = (state: string, nextAt: string | null): Promise<unknown> =>
    plant(
      `INSERT INTO notification (idem_key, stream_id, seq, channel, recipient, template, data, state, attempts, next_at, created_at)
       VALUES ('key-1', ?, 1, 'webhook', 'hook', 'events', '{}', ?, 56, ?, '2025-09-15T01:00:00.000Z')`,
      [streamId, state, nextAt],
    );

  it('finds nothing in a record that is as it should be', async () => {
    const report = await at.check(withoutTemporal);
    expect(report.findings).toEqual([]);
    expect(report.streams).toBe(3);
    expect(exitCodeOf(report)).toBe(0);
    expect(reportInWords(report)).toContain('everything agrees');
  });

  it('says which classes it could not look at, and does not call that well', async () => {
    const report = await at.check();
    expect(report.notChecked).toEqual(['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7']);
    expect(exitCodeOf(report)).toBe(2);
    expect(reportInWords(report)).toContain('Not checked');
  });

  it('D8: finds an event that was changed, by the stream and its place', async () => {
    await plant("UPDATE event SET body = REPLACE(body, '属实', '不实') WHERE stream_id = ? AND seq = 2", [streamId]);
    const report = await at.check(['D8']);
    expect(report.findings).toMatchObject([{ class: 'D8', ref: streamId, evidence: { firstBadSeq: 2 } }]);
    expect(exitCodeOf(report)).toBe(1);
    expect(await mended(report.findings)).toEqual([false]);
  });

  it('D8: finds events without a stream, and an audit entry that was changed', async () => {
    await test.door.audit({
      personId: 'ofc',
      townId: 'baihe',
      action: 'signed-in',
      ref: 'ofc',
      data: { from: '10.0.0.1' },
    });
    expect(await found(['D8'])).toEqual([]);
    await plant("UPDATE audit SET person_id = 'ldc' WHERE n = 1");
    await plant('DELETE FROM stream WHERE stream_id = ?', [streamId]);
    expect(namesOf(await found(['D8']))).toEqual([`D8 ${streamId}`, 'D8 audit:2025-09-15']);
  });

  it('D9: finds a counter that was set back, a hole, and a number whose event is gone', async () => {
    const scope = 'case:baihe:2025';
    const [{ n } = { n: 0 }] = await test.rows('SELECT n FROM counter WHERE scope = ?', [scope]);
    await plant('UPDATE counter SET n = ? WHERE scope = ?', [Number(n) + 1, scope]);
    expect(await found(['D9'])).toMatchObject([
      { class: 'D9', ref: scope, evidence: { counter: 2, given: 1, last: 1 } },
    ]);

    await plant('UPDATE paper SET n = 2 WHERE scope = ?', [scope]);
    expect((await found(['D9'])).map(({ what }) => what)).toEqual(['1 numbers were given up to 2: some are missing']);

    await plant('UPDATE paper SET n = 1, seq = 99 WHERE scope = ?', [scope]);
    await plant('UPDATE counter SET n = 1 WHERE scope = ?', [scope]);
    const findings = await found(['D9']);
    expect(findings).toMatchObject([{ ref: scope, evidence: { n: 1, seq: 99 } }]);
    expect(await mended(findings)).toEqual([false]);
    expect(reportInWords(await at.check(['D9']))).toContain('second person');
  });

  it.each([
    ['queued', '2025-09-15T01:00:00.000Z'],
    ['sending', null],
    ['queued', '2025-09-15T09:00:00.000Z'],
  ])('D10: finds a message that is %s with its time at %s, and queues it under the same key', async (state, nextAt) => {
    await aMessage(state, nextAt);
    const findings = await found(['D10']);
    expect(namesOf(findings)).toEqual(['D10 key-1']);
    expect(await mended(findings)).toEqual([true]);
    expect(await found(['D10'])).toEqual([]);
    const due = await test.door.claimNotification('key-1');
    expect(due).toMatchObject({ idemKey: 'key-1', attempts: 1 });
  });

  it('D10: leaves a message alone that waits for its next attempt', async () => {
    await aMessage('queued', '2025-09-15T02:30:00.000Z');
    expect(await found(['D10'])).toEqual([]);
  });

  it('D11: finds an upload without its file, one with another content, and a file that nothing names', async () => {
    const folder = join(at.folder, 'attachments');
    const uploads = await test.rows('SELECT attachment_id, sha256 FROM attachment ORDER BY attachment_id');
    const [first = '', second = ''] = uploads.map(({ sha256 }) => contentPath(folder, String(sha256)));
    rmSync(first);
    writeFileSync(second, 'Content of a2');
    const stray = contentPath(folder, 'ab'.repeat(32));
    mkdirSync(dirname(stray), { recursive: true });
    writeFileSync(stray, 'x');
    expect(namesOf(await found(['D11']))).toEqual(['D11 a1', 'D11 a2']);
    const longAgo = new Date('2025-09-15T00:30:00.000Z');
    utimesSync(stray, longAgo, longAgo);
    const findings = await found(['D11']);
    expect(namesOf(findings)).toEqual(['D11 a1', 'D11 a2', `D11 ${'ab'.repeat(32)}`]);
    expect(findings.map(({ what }) => what)).toEqual([
      'its file is missing',
      'its file has another content',
      'no upload names this file',
    ]);
    expect(await mended(findings)).toEqual([false, false, false]);
  });

  it('D11: finds a sealed original that is gone or changed, and takes a sealed file for no stray', async () => {
    const secretKey = Buffer.alloc(32, 5);
    const attachmentsDir = join(at.folder, 'attachments');
    const { path } = await sealOriginalOf(test, { attachmentsDir, secretKey, attachmentId: 'a1' });
    const longAgo = new Date('2025-09-15T00:30:00.000Z');
    utimesSync(path, longAgo, longAgo);
    expect(await found(['D11'])).toEqual([]);
    const sealed = readFileSync(path);
    writeFileSync(path, Buffer.concat([sealed.subarray(0, -1), Buffer.from('x')]));
    expect((await found(['D11'])).map(({ what }) => what)).toEqual(['its sealed original has another content']);
    rmSync(path);
    expect((await found(['D11'])).map(({ what }) => what)).toEqual(['its sealed original is missing']);
  });

  it.each([
    ['case_row', "UPDATE case_row SET status = 'archived' WHERE case_id = ?"],
    ['case_subject', 'DELETE FROM case_subject WHERE case_id = ?'],
    ['case_unit', "UPDATE case_unit SET role = 'co' WHERE case_id = ? AND role = 'lead'"],
    ['closed_list', "INSERT INTO closed_list (case_id, cycle, town_id, closed_at) VALUES (?, 7, 'baihe', '')"],
  ])('D12: finds that %s is not what the events make, and makes it again', async (table, sql) => {
    await plant(sql, [caseId]);
    const findings = await found(['D12']);
    expect(findings).toMatchObject([{ class: 'D12', ref: streamId, evidence: { tables: [table] } }]);
    expect(await mended(findings)).toEqual([true]);
    expect(await found()).toEqual([]);
  });

  it.each([
    ['deadline', "UPDATE deadline SET due_at = '2030-01-01T00:00:00.000Z' WHERE stream_id = ? AND clock = 'rectify'"],
    ['paper', 'DELETE FROM paper WHERE stream_id = ? AND document_id IS NOT NULL'],
    ['attachment_use', 'DELETE FROM attachment_use WHERE stream_id = ?'],
    ['stream', 'UPDATE stream SET next_due_at = NULL WHERE stream_id = ?'],
    ['stream', "UPDATE stream SET file = REPLACE(file, 'rectifying', 'archived') WHERE stream_id = ?"],
  ])('D12: finds that %s is not what the events make, and makes it again, by stream', async (table, sql) => {
    const before = await fileOf(test.door, caseId);
    await plant(sql, [streamId]);
    const findings = await found(['D12']);
    expect(findings).toMatchObject([{ class: 'D12', ref: streamId, evidence: { tables: [table] } }]);
    expect(await mended(findings)).toEqual([true]);
    expect(await found()).toEqual([]);
    expect(await fileOf(test.door, caseId)).toEqual(before);
  });

  it('D12: finds rows of an escalation that are gone, and rows of a stream that is not there', async () => {
    const [{ escalation_id: escalationId } = { escalation_id: '' }] = await test.rows(
      'SELECT escalation_id FROM escalation_row',
    );
    await plant('DELETE FROM escalation_case');
    await plant("INSERT INTO case_subject (case_id, subject_id) VALUES ('nowhere', 's1')");
    const findings = await found(['D12']);
    expect(namesOf(findings)).toEqual([`D12 escalation:${String(escalationId)}`, 'D12 case:nowhere']);
    expect(await mended(findings)).toEqual([true, false]);
  });

  it('makes nothing from a log whose chain is broken', async () => {
    await plant("UPDATE event SET body = REPLACE(body, '属实', '不实') WHERE stream_id = ? AND seq = 2", [streamId]);
    await plant("UPDATE case_row SET status = 'archived' WHERE case_id = ?", [caseId]);
    const findings = await found(['D12']);
    expect(await mended(findings)).toEqual([false]);
    expect(await test.rows('SELECT status FROM case_row WHERE case_id = ?', [caseId])).toEqual([
      { status: 'archived' },
    ]);
  });

  it('writes an audit row with the evidence for every repair, and none where nothing was done', async () => {
    await aMessage('sending', null);
    await plant("UPDATE case_row SET status = 'archived' WHERE case_id = ?", [caseId]);
    await plant('UPDATE counter SET n = n + 1');
    await mended(await found());
    const rows = await test.rows(
      "SELECT person_id, action, ref, data FROM audit WHERE action LIKE 'reconcile-%' ORDER BY n",
    );
    expect(rows.map(({ person_id, action, ref }) => [person_id, action, ref])).toEqual([
      ['system', 'reconcile-d12', streamId],
      ['system', 'reconcile-d10', 'key-1'],
    ]);
    expect(JSON.parse(String(rows[0]?.['data']))).toEqual({
      operator: 'op',
      found: 'not what its events make: case_row',
      evidence: { tables: ['case_row'] },
    });
    expect(await found(['D8'])).toEqual([]);
  });

  it('goes on after the stream where it was broken off', async () => {
    const broken = await runChecks(at.scene, { classes: ['D12'], confirmMs: 0, isStopping: () => true });
    expect(broken.resumeAfter).not.toBeNull();
    expect(exitCodeOf(broken)).toBe(2);
    const rest = await runChecks(at.scene, { classes: ['D12'], confirmMs: 0, afterId: broken.resumeAfter ?? '' });
    expect(broken.streams + rest.streams).toBe(3);
  });
});
