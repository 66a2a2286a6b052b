import type { EscalationCommand } from '../../domain/escalation/commands';
import { tuning } from '../../tuning';
import { circularOn } from '../support/circular';
import {
  aDoor,
  aRectifying,
  commanding,
  obeyed,
  onEscalation,
  opening,
  said,
  typesOf,
  type TestDoor,
} from '../support/record';

let test: TestDoor;

beforeEach(async () => {
  test = await aDoor();
});
afterEach(() => test.close());

const settle = (...caseIds: string[]): Promise<unknown> =>
  caseIds.reduce<Promise<unknown>>(
    (before, caseId) => before.then(() => test.door.settle(`case:${caseId}`, 1, 0)),
    Promise.resolve(),
  );

const escalations = async (act: string) =>
  (
    await test.rows(
      'SELECT escalation_id, status FROM escalation_row WHERE act = ? ORDER BY opened_at, escalation_id',
      [act],
    )
  ).map((row) => ({ id: String(row['escalation_id']), status: String(row['status']) }));

const casesOf = async (escalationId: string): Promise<string[]> =>
  (
    await test.rows('SELECT DISTINCT case_id FROM escalation_case WHERE escalation_id = ? ORDER BY case_id', [
      escalationId,
    ])
  ).map((row) => String(row['case_id']));

const versionOf = async (streamId: string): Promise<number> => (await typesOf(test.door, streamId)).length;
const waiting = () => test.rows('SELECT DISTINCT stream_id FROM queued_command');
const proposalOf = async (streamId: string): Promise<string> => {
  const [row] = await test.rows('SELECT proposal_id FROM proposal_row WHERE stream_id = ?', [streamId]);
  return String(row?.['proposal_id']);
};
const approving = async (escalationId: string): Promise<EscalationCommand> => ({
  type: 'decide-proposal',
  proposalId: await proposalOf(`escalation:${escalationId}`),
  decision: 'approve',
  opinion: '同意',
});

/** It turns out that there is no such hazard: proposed now, decided when the test says so. */
const proposingVoid = async (caseId: string): Promise<() => Promise<unknown>> => {
  const found = { reason: '现场不存在', attachmentIds: ['ldc-photo'], fields: {} };
  await obeyed(test.door, commanding('ldc', caseId, { type: 'propose', act: 'void', ...found }));
  const proposalId = await proposalOf(`case:${caseId}`);
  const decide = { type: 'decide-proposal', proposalId, decision: 'approve', opinion: '同意' } as const;
  return () => obeyed(test.door, commanding('ofd', caseId, decide));
};

/** A case that reaches the rung of a 督办 at this instant. */
const supervisedAt = async (instant: string): Promise<string> => {
  test.pass(Date.parse(instant) - 12_000 - Date.parse(test.now()));
  return aRectifying(test.door);
};
const until = (instant: string): void => {
  test.pass(Date.parse(instant) - Date.parse(test.now()));
};

describe('a 督办 of the day', () => {
  it('is not joined by a case that is late after the day, although nobody has noted its end yet', async () => {
    const first = await supervisedAt('2025-09-15T15:59:53.000Z');
    const second = await supervisedAt('2025-09-15T16:00:01.000Z');
    until('2025-09-15T15:59:53.000Z');
    await settle(first);
    until('2025-09-15T16:00:01.000Z');
    await settle(second);
    const [old, today] = await escalations('supervise');
    expect(old?.status).toBe('completed');
    expect(today?.status).toBe('approved');
    expect(await casesOf(old?.id ?? '')).toEqual([first]);
    expect(await casesOf(today?.id ?? '')).toEqual([second]);
  });

  it('has every case that was late before its end, also one whose join was still waiting then', async () => {
    const first = await supervisedAt('2025-09-15T15:59:53.000Z');
    const second = await supervisedAt('2025-09-15T15:59:58.000Z');
    until('2025-09-15T15:59:53.000Z');
    await settle(first);
    until('2025-09-15T15:59:58.000Z');
    await settle(second);
    const [only] = await escalations('supervise');
    expect(await waiting()).toEqual([{ stream_id: `escalation:${only?.id ?? ''}` }]);
    until('2025-09-15T16:00:04.000Z');
    await test.door.settle(`escalation:${only?.id ?? ''}`, 1, 0);
    const types = await typesOf(test.door, `escalation:${only?.id ?? ''}`);
    expect(types.slice(-2)).toEqual(['case-joined', 'completed']);
    expect(await casesOf(only?.id ?? '')).toEqual([first, second].sort());
  });
});

/** Two late cases that opened an interview, and a third that waits to join it. */
const oneMoreLate = async (): Promise<{ id: string; streamId: string; third: string }> => {
  const cases = [await aRectifying(test.door), await aRectifying(test.door), await aRectifying(test.door)];
  test.pass(6_000 + 9_000);
  await settle(...cases);
  const [interview] = await escalations('interview');
  const id = interview?.id ?? '';
  return { id, streamId: `escalation:${id}`, third: cases[2] ?? '' };
};

describe('who decides on what he has read', () => {
  it('is told that cases have joined since, and decides on them once he has read them', async () => {
    const { id, streamId, third } = await oneMoreLate();
    const read = await versionOf(streamId);
    const asked = onEscalation('l2', id, await approving(id), { expectedVersion: read });
    const stale = said(await test.door.execute(asked));
    const version = await versionOf(streamId);
    expect([stale.status, stale.body.version]).toEqual([412, version]);
    expect(version).toBeGreaterThan(read);
    expect(await casesOf(id)).toContain(third);
    expect(await typesOf(test.door, streamId)).not.toContain('proposal-decided');
    const again = said(await test.door.execute({ ...asked, expectedVersion: version }));
    expect(again.status).toBe(200);
    expect((await test.door.verifyChain(streamId)).valid).toBe(true);
  });

  it('is not turned away where what waited changes nothing', async () => {
    const { id, streamId } = await oneMoreLate();
    await test.door.settlePage(10);
    const joined = JSON.stringify([{ type: 'join', cases: [], why: 'rung' }]);
    await test.fresh.sources.write.query(
      'INSERT INTO queued_command (stream_id, cause, caused_by, at, commands) VALUES (?, ?, ?, ?, ?)',
      [streamId, 'case:x:1', 'case:x', test.now(), joined],
    );
    const expectedVersion = await versionOf(streamId);
    const decided = said(await test.door.execute(onEscalation('l2', id, await approving(id), { expectedVersion })));
    expect(decided.status).toBe(200);
    expect(await waiting()).toEqual([]);
  });

  it('who may not hears only that, however many wait', async () => {
    const { id, streamId } = await oneMoreLate();
    const expectedVersion = await versionOf(streamId);
    const refused = said(await test.door.execute(onEscalation('vgg', id, await approving(id), { expectedVersion })));
    expect(refused.status).toBe(403);
  });

  it('waits for the sweeper where more have joined than one command takes up', async () => {
    const { id, streamId } = await oneMoreLate();
    const most = tuning.sweeper.mostQueued;
    const join = JSON.stringify([{ type: 'join', cases: [], why: 'rung' }]);
    for (let n = 0; n < most; n += 1) {
      await test.fresh.sources.write.query(
        'INSERT INTO queued_command (stream_id, cause, caused_by, at, commands) VALUES (?, ?, ?, ?, ?)',
        [streamId, `case:x:${String(n)}`, 'case:x', test.now(), join],
      );
    }
    const asked = onEscalation('l2', id, await approving(id));
    expect(await test.door.execute(asked)).toMatchObject({ failure: { kind: 'catching-up' } });
    await test.door.settlePage(10);
    expect(said(await test.door.execute(asked)).status).toBe(200);
  });
});

it('a join survives a sweeper of an older release, which forgets all that it knows to wait for a stream', async () => {
  const { id, streamId, third } = await oneMoreLate();
  await test.fresh.sources.write.query('DELETE FROM queued_effect WHERE stream_id = ?', [streamId]);
  await test.door.settlePage(10);
  expect(await casesOf(id)).toContain(third);
});

/** An interview over two cases that was approved, with what its addressee is to be criticised for by hand beside it. */
const summoned = async (): Promise<{ id: string; cases: string[] }> => {
  const cases = [await aRectifying(test.door), await aRectifying(test.door)].sort();
  test.pass(6_000 + 9_000);
  await test.door.settlePage(10);
  const [interview] = await escalations('interview');
  const id = interview?.id ?? '';
  await obeyed(test.door, onEscalation('l2', id, await approving(id)));
  test.pass(1_000);
  return { id, cases };
};

describe('a case that has ended', () => {
  it('joins no 通报 that waited for it', async () => {
    const { id, cases } = await summoned();
    const other = await aRectifying(test.door);
    await obeyed(test.door, opening('ldd', circularOn(other)));
    const [open] = await escalations('circular');
    const absent: EscalationCommand = {
      type: 'record-absence',
      reason: '未到',
      scheduledAt: test.now(),
      attachmentIds: [],
    };
    await obeyed(test.door, onEscalation('ldc', id, absent));
    expect(await waiting()).toEqual([{ stream_id: `escalation:${open?.id ?? ''}` }]);
    const [ended = '', late = ''] = cases;
    const decide = await proposingVoid(ended);
    await decide();
    await test.door.settlePage(10);
    expect(await waiting()).toEqual([]);
    expect(await casesOf(open?.id ?? '')).toEqual([other, late].sort());
  });

  it('leaves an interview whose report is overdue to the 通报 over the others', async () => {
    const { id, cases } = await summoned();
    const held: EscalationCommand = {
      type: 'hold-interview',
      heldAt: test.now(),
      hostPersonId: 'ldd',
      attendees: ['张三'],
    };
    await obeyed(test.door, onEscalation('ldc', id, held));
    const [ended = '', late = ''] = cases;
    const decide = await proposingVoid(ended);
    test.pass(30_000);
    await decide();
    const events = await test.door.loadStream(`escalation:${id}`);
    const rung = events.find(({ type, body }) => type === 'rung-reached' && 'act' in body && body.act === 'circular');
    const [named] = await escalations('circular');
    expect(rung?.body).toMatchObject({ escalationId: named?.id });
    expect(named?.status).toBe('proposed');
    expect(await casesOf(named?.id ?? '')).toEqual([late]);
  });
});
