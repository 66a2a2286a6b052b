import type { Row } from '../../../verification/chaos/check-dump';
import { logsOf } from '../../../verification/chaos/check-dump';
import { checkAnswers, checkGroups, checkVersions } from '../../../verification/chaos/check-commands';
import { checkDeadlines } from '../../../verification/chaos/check-deadlines';
import {
  commandsOf,
  groupsOf,
  ownersOf,
  type Material,
  type Violation,
} from '../../../verification/chaos/check-material';
import { checkNumbers } from '../../../verification/chaos/check-numbers';
import { checkOrder, checkReads } from '../../../verification/chaos/check-reads';
import { checkSeparation } from '../../../verification/chaos/check-separation';
import { checkSequence } from '../../../verification/chaos/check-streams';
import { leastOfDatabaseRun, metBy, vacuity } from '../../../verification/chaos/check-vacuity';
import type { Ended, Invoked, Send } from '../../../verification/chaos/history';
import { commandKey } from '../../../record/hash';

const stream = 'case:C1';
let sends = 0;

/** A send that went out at a time and was answered 5 ms later. */
const aSend = (at: number, out: Partial<Invoked>, end: Partial<Ended> = {}): Send => {
  sends += 1;
  const moment = { tWall: '', send: sends };
  return {
    out: {
      ...{ ...moment, phase: 'invoke', tMono: at, client: 'c', session: 'c', target: 'door-1', op: 'add-note' },
      ...{ person: 'p', key: 'k', requestHash: 'r', stream, expectVersion: 1, command: null },
      ...out,
    },
    end: {
      ...{
        ...moment,
        phase: 'ok',
        tMono: at + 5,
        status: 200,
        code: null,
        stream,
        version: 2,
        bodyHash: 'b',
        tail: null,
      },
      ...end,
    },
  };
};

const caused = (key: string): string => `command:${commandKey('p', key)}`;

const anEvent = (
  seq: number,
  cause: string,
  more: { type?: string; at?: string; body?: object; by?: string } = {},
): Row => ({
  stream_id: stream,
  seq,
  event_id: `e${seq}`,
  cmd_key: cause.startsWith('command:') ? cause.slice('command:'.length) : null,
  cause,
  type: more.type ?? 'note-added',
  actor: JSON.stringify(more.by === undefined ? { kind: 'system' } : { kind: 'person', personId: more.by }),
  at: more.at ?? '2025-09-15T02:00:00.000Z',
  body: JSON.stringify(more.body ?? {}),
  prev_hash: '',
  hash: `h${seq}`,
});

const materialWith = (history: Send[], event: Row[], tables: Record<string, Row[]> = {}): Material => {
  const dump = {
    takenAt: '2025-09-15T02:00:00.000Z',
    packs: [],
    calendar: { version: '', years: [] },
    tables: { event, ...tables },
  };
  const logs = logsOf(dump);
  const commands = commandsOf(history);
  const run = { database: 'mariadb', seconds: 60, seed: 1, bug: null };
  return { run, dump, logs, sends: history, faults: [], commands, owners: ownersOf(commands), groups: groupsOf(logs) };
};

const names = (found: Violation[]): string[] => found.map(({ invariant }) => invariant);

describe('the checker, on commands', () => {
  it('is content with a command that was acknowledged and stands in the log once', () => {
    const material = materialWith([aSend(1, {})], [anEvent(1, caused('first')), anEvent(2, caused('k'))]);
    expect(checkVersions(material)).toEqual([]);
    expect(checkAnswers(material)).toEqual([]);
    expect(names(checkGroups(material))).toEqual(['I2']);
  });

  it('misses what was acknowledged and is not there', () => {
    expect(checkGroups(materialWith([aSend(1, {})], []))[0]?.what).toContain('acknowledged and lost');
  });

  it('names a report that made two cases', () => {
    const report = aSend(1, { stream: null, op: 'report' });
    const second = { ...anEvent(1, caused('k')), stream_id: 'case:C2' };
    expect(names(checkGroups(materialWith([report], [anEvent(1, caused('k')), second])))).toContain('I1');
  });

  it('names what was refused and is in the log all the same, and leaves the unknown alone', () => {
    const log = [anEvent(1, caused('k'))];
    expect(names(checkGroups(materialWith([aSend(1, {}, { phase: 'fail', status: 412 })], log)))).toEqual(['I2']);
    expect(names(checkGroups(materialWith([aSend(1, {}, { phase: 'info', status: 0 })], log)))).toEqual([]);
  });

  it('names a command that was done on another version than it expected', () => {
    const log = [anEvent(1, caused('a')), anEvent(2, caused('b')), anEvent(3, caused('k'))];
    expect(names(checkVersions(materialWith([aSend(1, {})], log)))).toEqual(['I6']);
    const settled = [anEvent(1, caused('a')), anEvent(2, 'verify:1:1'), anEvent(3, caused('k'))];
    expect(checkVersions(materialWith([aSend(1, {})], settled))).toEqual([]);
  });

  it('names an answer that changed, and a second request under one key', () => {
    const changed = [aSend(1, {}), aSend(10, {}, { bodyHash: 'other' })];
    expect(names(checkAnswers(materialWith(changed, [])))).toEqual(['I18']);
    const two = [aSend(1, {}), aSend(10, { requestHash: 'other' })];
    expect(names(checkAnswers(materialWith(two, [])))).toEqual(['I18']);
    const refused = [
      aSend(1, {}),
      aSend(10, { requestHash: 'other' }, { phase: 'fail', status: 422, code: 'key-reuse' }),
    ];
    expect(checkAnswers(materialWith(refused, []))).toEqual([]);
  });

  it('names a later command that stands before an earlier one, and a read that went back', () => {
    const history = [aSend(1, { key: 'a' }), aSend(50, { key: 'b' })];
    expect(names(checkOrder(materialWith(history, [anEvent(1, caused('b')), anEvent(2, caused('a'))])))).toEqual([
      'order',
    ]);
    const reads = [aSend(1, {}), aSend(20, { op: 'read', key: null }, { version: 1, tail: 'h1' })];
    expect(names(checkReads(materialWith(reads, [anEvent(1, caused('a'))])))).toEqual(['I19']);
  });
});

describe('the checker, on the record', () => {
  const arm = { deadlineId: 'verify:1:1', dueAt: '2025-09-15T03:00:00.000Z' };
  const armed = anEvent(1, caused('a'), { body: { arms: [arm] } });
  const fires = (at: string, seq: number): Row =>
    anEvent(seq, 'verify:1:1', { type: 'deadline-missed', at, body: { fires: 'verify:1:1' } });
  const onDeadlines = (events: Row[]): string[] =>
    names(checkDeadlines(materialWith([], events)).found).filter((name) => name !== 'I4');

  it('names a firing that is early, doubled, after it was met, or missing', () => {
    const met = anEvent(2, caused('b'), { body: { meets: [{ deadlineId: 'verify:1:1', metAt: '' }] } });
    const later = '2025-09-15T03:00:01.000Z';
    expect(onDeadlines([armed, fires(later, 2)])).toEqual([]);
    expect(onDeadlines([armed, fires('2025-09-15T02:59:59.999Z', 2)])).toEqual(['I9']);
    expect(onDeadlines([armed, fires(later, 2), fires(later, 3)])).toEqual(['I8']);
    expect(onDeadlines([armed, met, fires(later, 3)])).toEqual(['I11']);
    const overdue = { ...arm, dueAt: '2025-09-15T01:00:00.000Z' };
    expect(onDeadlines([anEvent(1, caused('a'), { body: { arms: [overdue] } })])).toEqual(['I8']);
  });

  it('names a gap in the sequence', () => {
    const outbox = [1, 2].map((seq) => ({ stream_id: stream, seq }));
    const row = { stream_id: stream, last_seq: 2 };
    const found = checkSequence(
      materialWith([], [anEvent(1, caused('a')), anEvent(3, caused('b'))], { outbox, stream: [row] }),
    );
    expect(found.map(({ what }) => what)).toEqual(['event 2 has seq 3']);
  });

  it('names a hole in the numbers, and a counter that does not stand at the last one', () => {
    const number = (n: number): object => ({ number: { scope: 's', n } });
    const events = [1, 2].map((seq) => anEvent(seq, caused(`k${seq}`), { body: number(seq * 2 - 1) }));
    const paper = [1, 2].map((seq) => ({ scope: 's', n: seq * 2 - 1, stream_id: stream, seq }));
    const found = checkNumbers(materialWith([], events, { paper, counter: [{ scope: 's', n: 3 }] }));
    expect(found.map(({ what }) => what)).toEqual(['s: 3 comes after 1', 's: the counter stands at 3 after 2 numbers']);
  });

  it('names who re-checked and closed in one cycle, and not in the next', () => {
    const passed = anEvent(1, caused('a'), { type: 'recheck-passed', by: 'x' });
    const closed = (seq: number): Row =>
      anEvent(seq, caused('b'), { type: 'closed', body: { decidedBy: [{ kind: 'person', personId: 'x' }] } });
    const relapse = anEvent(2, caused('c'), { type: 'relapse-confirmed', body: { cycle: 2 } });
    expect(names(checkSeparation(materialWith([], [passed, closed(2)])))).toEqual(['I7']);
    expect(checkSeparation(materialWith([], [passed, relapse, closed(3)]))).toEqual([]);
  });
});

describe('a run', () => {
  it('is void when nothing was hit, doubled or left unknown', () => {
    const material = materialWith([aSend(1, {})], []);
    const reasons = vacuity(metBy(material, { fired: 0, replayed: 0 }), leastOfDatabaseRun('mariadb'), 60);
    expect(reasons).toEqual(
      expect.arrayContaining([
        'share of faults that hit a request under way: 0, at least 0.9 wanted',
        'duplicates answered: 0, at least 20 wanted',
        'no kill mariadb',
      ]),
    );
  });
});
