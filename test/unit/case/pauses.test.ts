import type { CaseCommand } from '../../../domain/case/commands';
import type { Deadline } from '../../../domain/stream';
import { at } from './shanghai';
import { baihe } from './baihe-town';
import { Play } from './play';

const rechecked = (result: 'passed' | 'failed'): CaseCommand => ({
  type: 'record-recheck',
  result,
  findings: result === 'passed' ? '合格' : '未整改',
  attachmentIds: ['ldc-1'],
});

/** Served on 1 September 2025 with the printed date 23 September. By hand: reminders on 12, 18, 22 and 23 September. */
const rectifying = (): Play => new Play(baihe, at('2025-09-01T09:00')).rectifying('2025-09-23');

const failed = (play: Play, local: string): Play =>
  play.act('ldc', { type: 'start-recheck' }, at(local)).act('ldc', rechecked('failed'));

const live = (play: Play, clock: string): Deadline[] => play.file.deadlines.filter((d) => d.clock === clock);
const steps = (play: Play): (string | undefined)[][] =>
  live(play, 'rectify')
    .filter((d) => d.level !== 0)
    .sort((a, b) => a.level - b.level)
    .map((d) => [d.deadlineId, d.dueAt]);
const rungs = (play: Play): string[] =>
  (play.world.caseEvents.get('c1') ?? []).flatMap((event) =>
    event.type === 'rung-reached' && event.body.clock === 'rectify' ? [event.body.act] : [],
  );
const skipped = (play: Play): string[] =>
  (play.world.caseEvents.get('c1') ?? []).flatMap((event) => (event.body.skips ?? []).map((skip) => skip.deadlineId));
const moved = (play: Play, newDueOn: string, local: string): Play =>
  play
    .act(
      'ldc',
      { type: 'propose', act: 'new-date', reason: '材料延误', attachmentIds: [], fields: { newDueOn } },
      at(local),
    )
    .decide('ldd', 'new-date');
const metOf = (play: Play): string | undefined =>
  (play.world.caseEvents.get('c1') ?? [])
    .find((event) => event.type === 'closed')
    ?.body.meets?.find((meet) => meet.deadlineId.startsWith('rectify:'))?.metAt;

describe('a pause that does not move the date (settled 5.2)', () => {
  it('leaves what is still to come at its calendar instant and skips the reminders that passed meanwhile', () => {
    const play = rectifying().awaiting(at('2025-09-10T10:00'));
    failed(play, '2025-09-19T10:00');
    expect(skipped(play)).toEqual(['rectify:1:1:-3', 'rectify:1:1:-4']);
    // 09-28 is a worked Sunday, 10-01 to 10-08 are off, 10-11 is a worked Saturday.
    expect(steps(play)).toEqual([
      ['rectify:1:1:-2', at('2025-09-22T09:00')],
      ['rectify:1:1:-1', at('2025-09-23T09:00')],
      ['rectify:1:1:1', at('2025-09-24T09:00')],
      ['rectify:1:1:2', at('2025-09-26T09:00')],
      ['rectify:1:1:3', at('2025-09-29T09:00')],
      ['rectify:1:1:4', at('2025-10-13T09:00')],
    ]);
    expect(live(play, 'recheck')).toEqual([]);
  });

  it('fires nothing while the application waits for its re-check', () => {
    const play = rectifying().awaiting(at('2025-09-10T10:00'));
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2025-09-30T10:00'));
    const own = (play.world.caseEvents.get('c1') ?? []).filter((event) => event.body.fires?.startsWith('rectify'));
    expect(own).toEqual([]);
  });

  it('climbs the highest rung that passed meanwhile in the resuming decision, and those below it never', () => {
    const play = rectifying().awaiting(at('2025-09-23T17:00'));
    failed(play, '2025-09-29T10:00');
    expect(play.types().slice(-3)).toEqual(['recheck-failed', 'deadline-missed', 'rung-reached']);
    expect(rungs(play)).toEqual(['interview']);
    expect(skipped(play)).toEqual(['rectify:1:1:1', 'rectify:1:1:2']);
    expect(steps(play)).toEqual([['rectify:1:1:4', at('2025-10-13T09:00')]]);
  });

  it('lets applying before each rung dodge nothing', () => {
    const play = rectifying();
    play.awaiting(at('2025-09-24T08:00'));
    failed(play, '2025-09-24T10:00').awaiting(at('2025-09-26T08:00'));
    failed(play, '2025-09-26T10:00').awaiting(at('2025-09-29T08:00'));
    failed(play, '2025-09-29T10:00');
    expect(rungs(play)).toEqual(['urge', 'supervise', 'interview']);
  });

  it('resumes in the same way when the closing is returned to rectifying, and a re-check is owed again', () => {
    const play = rectifying().awaiting(at('2025-09-22T10:00')).passed(at('2025-09-23T10:00'));
    const close = { type: 'decide-proposal', proposalId: play.proposalId('close'), opinion: '照片不清' } as const;
    play.act('ofd', { ...close, decision: 'reject', returnTo: 'rectifying' }, at('2025-09-26T08:00'));
    expect(play.file).toMatchObject({ status: 'rectifying', overlays: ['overdue'], lastRequestAt: null });
    expect(rungs(play)).toEqual(['urge']);
    // Ten working days from 26 September: 28, 29, 30, 9, 10, 11, 13, 14, 15, 16.
    expect(live(play, 'recheck').find((d) => d.level === 0)).toMatchObject({ dueOn: '2025-10-16', state: 'armed' });
  });
});

describe('U-30: an application whose re-check failed meets nothing', () => {
  /** Due 23 September; applied the 22nd, failed on the 25th. */
  const play = (): Play => failed(rectifying().awaiting(at('2025-09-22T10:00')), '2025-09-25T10:00');

  it('is missed in the failing decision, and the next re-check is owed ten working days from that day', () => {
    expect(play().types().slice(-3)).toEqual(['recheck-failed', 'deadline-missed', 'rung-reached']);
    // 26, 28 (worked), 29, 30, then 9, 10, 11 (worked), 13, 14, 15 October.
    expect(
      live(play(), 'recheck')
        .filter((d) => d.level === 0)
        .map((d) => d.dueOn),
    ).toEqual(['2025-10-15']);
  });

  it('is met by the application whose re-check passed', () => {
    const mended = play().awaiting(at('2025-10-10T10:00')).passed(at('2025-10-13T10:00')).decide('ofd', 'close');
    expect(metOf(mended)).toBe(at('2025-10-10T10:00'));
    expect(mended.types()).toContain('deadline-missed');
  });

  it('is met by the pass where nobody applied again', () => {
    const mended = play().passed(at('2025-10-13T10:00')).decide('ofd', 'close', 'approve', at('2025-10-14T10:00'));
    expect(metOf(mended)).toBe(at('2025-10-13T10:00'));
  });

  it('stays with its application when the closing is returned for another look only', () => {
    const again = rectifying().awaiting(at('2025-09-22T10:00')).passed(at('2025-09-23T10:00'));
    const close = { type: 'decide-proposal', proposalId: again.proposalId('close'), opinion: '补照片' } as const;
    again.act('ofd', { ...close, decision: 'reject', returnTo: 'rechecking' });
    again.act('ldc', rechecked('passed'), at('2025-09-24T10:00')).decide('ofd', 'close');
    expect(metOf(again)).toBe(at('2025-09-22T10:00'));
  });
});

describe('a new date (settled 5.1)', () => {
  it('replaces the whole family by the calendar, and no step of the old date ever fires', () => {
    const play = failed(rectifying().awaiting(at('2025-09-22T10:00')), '2025-09-22T15:00');
    moved(play, '2025-10-15', '2025-09-22T16:00');
    // Back from 15 October: 14, 13, 11, 10, 9, then 30 and 29 September.
    expect(steps(play)).toEqual([
      ['rectify:1:2:-4', at('2025-09-29T09:00')],
      ['rectify:1:2:-3', at('2025-10-11T09:00')],
      ['rectify:1:2:-2', at('2025-10-14T09:00')],
      ['rectify:1:2:-1', at('2025-10-15T09:00')],
      ['rectify:1:2:1', at('2025-10-16T09:00')],
      ['rectify:1:2:2', at('2025-10-20T09:00')],
      ['rectify:1:2:3', at('2025-10-22T09:00')],
      ['rectify:1:2:4', at('2025-10-29T09:00')],
    ]);
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2025-11-10T10:00'));
    const fires = (play.world.caseEvents.get('c1') ?? []).flatMap((event) => event.body.fires ?? []);
    expect(fires.filter((id) => id.startsWith('rectify:1:1') && id !== 'rectify:1:1:-4')).toEqual([
      'rectify:1:1:-3',
      'rectify:1:1:-2',
    ]);
  });

  it('never climbs again what was climbed, nor what was passed over on the way up', () => {
    const play = failed(rectifying().awaiting(at('2025-09-23T17:00')), '2025-09-29T10:00');
    moved(play, '2025-10-24', '2025-09-29T11:00');
    expect(steps(play).filter(([id]) => !id?.includes('-'))).toEqual([['rectify:1:2:1', at('2025-11-07T09:00')]]);
    expect(live(play, 'recheck')).toEqual([]);
  });
});
