import type { CaseCommand } from '../../../../domain/case/commands';
import { aPost } from '../../../support/a-post';
import { acceptPlan, notified, planTo, proposingMajor } from '../major-scenes';
import { approving, confirming, order } from '../second-scenes';
import { served } from '../given';
import { at } from '../shanghai';
import { drill } from '../baihe-town';
import { Play } from '../play';
import { proposing } from './proposals';

const extending = (newDueOn: string): CaseCommand => proposing('extend', { newDueOn, measures: '专人看护' });
const extend = extending('2025-08-05');

/** Served on 1 July 2025, due on the 22nd: fifteen working days. */
const running = (): Play => new Play().rectifying('2025-07-22');

const rectify = (play: Play) =>
  play.file.deadlines.filter(({ clock, level }) => clock === 'rectify' && level === 0).map(({ dueOn }) => dueOn);
const decision = (play: Play) => play.file.deadlines.find(({ clock, level }) => clock === 'decision' && level === 0);
/** An order of 综合执法队, served on the spot. */
const orderOn = (play: Play): Play => {
  play.act('efo1', order('efo2')).act('efo2', confirming(play));
  play.act('efh', approving(play));
  const paper = play.file.papers.find(({ statutory }) => statutory);
  return play.act('efo1', served(paper?.documentId ?? '', play.now));
};

const last = (play: Play) => (play.world.caseEvents.get('c1') ?? []).at(-1);

describe('propose extend', () => {
  it('records date, reason and protection of the subject, for the head of the lead unit, within five working days', () => {
    const play = running().act('ens', extend, at('2025-07-10T10:00'));
    expect(play.file.proposals).toMatchObject([
      {
        act: 'extend',
        reason: '情况属实',
        by: { kind: 'person', personId: 'ens' },
        steps: [{ roles: ['LDd'], unitId: 'chengyun' }],
        data: { newDueOn: '2025-08-05', measures: '专人看护' },
      },
    ]);
    expect(play.file.overlays).toEqual(['extension-pending']);
    expect(decision(play)).toMatchObject({ dueOn: '2025-07-17', state: 'armed' });
  });

  it('freezes nothing: the date and its reminders run on until it is decided (X-23)', () => {
    const before = running();
    const play = running().act('ens', extend, at('2025-07-10T10:00'));
    expect(rectify(play)).toEqual(['2025-07-22']);
    expect(play.file.deadlines.filter(({ clock }) => clock === 'rectify')).toEqual(
      before.file.deadlines.filter(({ clock }) => clock === 'rectify'),
    );
  });

  it('moves the date with its whole family when it is approved, and prints the paper of it', () => {
    const play = running().act('ens', extend, at('2025-07-10T10:00')).decide('ldd', 'extend');
    expect(rectify(play)).toEqual(['2025-08-05']);
    expect(play.file).toMatchObject({ overlays: [], extensions: 1, proposals: [] });
    expect(play.file.extended).toMatchObject({ cycle: 1, dueOn: '2025-07-22' });
    expect(last(play)).toMatchObject({
      type: 'date-moved',
      body: { newDueOn: '2025-08-05', paper: { type: 'yanqi-shenpi', issuerUnitId: 'chengyun', n: 1 } },
    });
    play.act('ldc', { type: 'add-note', text: '续' }, at('2025-07-25T10:00'));
    expect(play.file.overlays).toEqual([]);
  });

  it('leaves everything as it was when it is rejected, with a paper that says so', () => {
    const play = running().act('ens', extend, at('2025-07-10T10:00')).decide('ldd', 'extend', 'reject');
    expect(rectify(play)).toEqual(['2025-07-22']);
    expect(play.file).toMatchObject({ overlays: [], extensions: 0, proposals: [] });
    expect(last(play)).toMatchObject({ type: 'extension-refused', body: { paper: { type: 'yanqi-shenpi' } } });
  });

  it('lapses when nobody decides: the decider is shown late, nobody above decides, and the date stands (X-23)', () => {
    const play = running().act('ens', extend, at('2025-07-16T10:00'));
    expect(decision(play)).toMatchObject({ dueOn: '2025-07-22', dueAt: at('2025-07-23T00:00') });
    play.act('ldc', { type: 'add-note', text: '续' }, at('2025-07-23T10:00'));
    const events = (play.world.caseEvents.get('c1') ?? []).slice(-7).map(({ type, body }) => ({ type, body }));
    expect(events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'deadline-missed',
          body: expect.objectContaining({ clock: 'decision', addressee: 'unit:chengyun' }),
        }),
        expect.objectContaining({ type: 'proposal-withdrawn', body: expect.objectContaining({ reason: 'lapsed' }) }),
        expect.objectContaining({ type: 'deadline-missed', body: expect.objectContaining({ clock: 'rectify' }) }),
      ]),
    );
    expect(play.types()).not.toContain('proposal-raised');
    expect(play.file).toMatchObject({ overlays: ['overdue'], proposals: [], extensions: 0 });
    expect(decision(play)).toBeUndefined();
  });

  it('is refused after the cut-off, on its last day not yet (X-24)', () => {
    expect(running().attempt('ens', extend, at('2025-07-18T09:00'))).toMatchObject({
      code: 'illegal-transition',
      reason: 'after-cut-off',
    });
    expect(running().attempt('ens', extend, at('2025-07-17T23:00'))).toBeNull();
  });

  it('may be decided after the cut-off, for as long as the date has not passed', () => {
    const play = running()
      .act('ens', extend, at('2025-07-17T10:00'))
      .decide('ldd', 'extend', 'approve', at('2025-07-22T23:00'));
    expect(rectify(play)).toEqual(['2025-08-05']);
  });

  it('is refused once the date has passed, and before one runs', () => {
    expect(running().attempt('ens', extend, at('2025-07-24T09:00'))).toMatchObject({ reason: 'date-missed' });
    expect(notified().attempt('ens', extending('2026-06-01'))).toMatchObject({ reason: 'no-date-runs' });
  });

  it('waits while its subject has applied for the re-check, and is decided after one that failed in time', () => {
    const play = running().act('ens', extend, at('2025-07-15T10:00')).awaiting(at('2025-07-16T10:00'));
    expect(play.file).toMatchObject({ proposals: [{ act: 'extend', waiting: true }], status: 'awaiting-recheck' });
    expect(play.attempt('ens', extend)).toMatchObject({ reason: 'not-from-awaiting-recheck' });
    expect(play.attempt('ldd', play.decision('extend'))).toMatchObject({ reason: 'not-now' });
    play.act('ldc', { type: 'start-recheck' }, at('2025-07-18T10:00'));
    play.act('ldc', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['ldc-1'] });
    play.decide('ldd', 'extend');
    expect(rectify(play)).toEqual(['2025-08-05']);
  });

  it('is withdrawn where the re-check failed after its date, and where it passed', () => {
    const failed = running().act('ens', extend, at('2025-07-15T10:00')).awaiting(at('2025-07-16T10:00'));
    failed.act('ldc', { type: 'start-recheck' }, at('2025-07-24T10:00'));
    failed.act('ldc', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['ldc-1'] });
    expect(failed.file).toMatchObject({ proposals: [], overlays: ['overdue'] });
  });

  it.each([
    ['an order is served', (play: Play) => orderOn(play)],
    [
      'the case is graded up',
      (play: Play) => play.act('ldc', proposingMajor(undefined, 'gb35181-2017')).decide('ds1', 'confirm-major'),
    ],
  ])('is withdrawn when somebody else decides by now: %s', (_, change) => {
    const play = running().act('ens', extend, at('2025-07-10T10:00'));
    change(play);
    expect(play.file.proposals).toEqual([]);
    expect(play.types()).toContain('proposal-withdrawn');
  });

  it('is one at a time with a new date, whichever was first', () => {
    const play = running().awaiting(at('2025-07-08T10:00'));
    play.act('ldc', { type: 'start-recheck' }, at('2025-07-09T10:00'));
    play.act('ldc', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['ldc-1'] });
    const newDate = proposing('new-date', { newDueOn: '2025-08-01' });
    play.act('ens', extend);
    expect(play.attempt('ldc', newDate)).toMatchObject({ code: 'conflict', reason: 'proposal-already-open' });
    play.decide('ldd', 'extend', 'reject').act('ldc', newDate);
    expect(play.attempt('ens', extend)).toMatchObject({ code: 'conflict', reason: 'proposal-already-open' });
  });

  it('is refused beyond the length of the first date, naming the last day that is possible (X-25)', () => {
    const refusal = running().attempt('ens', extending('2025-08-13'), at('2025-07-10T10:00'));
    expect(refusal).toMatchObject({ code: 'validation', reason: 'extended-too-far', pointer: '/newDueOn' });
    expect(refusal?.message).toContain('2025-08-12');
    expect(running().attempt('ens', extending('2025-08-12'), at('2025-07-10T10:00'))).toBeNull();
    expect(running().attempt('ens', extending('2025-07-22'), at('2025-07-10T10:00'))).toMatchObject({
      reason: 'not-later',
    });
  });

  it.each([
    ['vgm', 'not-your-proposal'],
    ['ldc', 'not-your-proposal'],
    ['ofd', 'not-your-proposal'],
    ['ow', 'not-your-proposal'],
  ])('is refused to %s, who is not the subject', (personId, reason) => {
    expect(running().attempt(personId, extend)).toMatchObject({ code: 'forbidden', reason });
  });

  it('is decided neither by who asked nor by who rectifies', () => {
    const play = running().act('ens', extend, at('2025-07-10T10:00'));
    play.world.directory.posts.push(aPost('ens', 'LDd', 'chengyun'), aPost('enm', 'LDd', 'chengyun'));
    expect(play.attempt('ens', play.decision('extend'))).toMatchObject({ reason: 'proposer-decides' });
    expect(play.attempt('enm', play.decision('extend'))).toMatchObject({ reason: 'subject-decides' });
  });

  it('is given a general case once, new dates counted', () => {
    const play = running().act('ens', extend, at('2025-07-10T10:00')).decide('ldd', 'extend');
    expect(play.attempt('ens', extending('2025-08-08'), at('2025-07-11T10:00'))).toMatchObject({
      reason: 'too-many-extensions',
    });
  });

  it('is refused for what is put right at once (X-26)', () => {
    const play = running();
    const hazardTypes = play.pack.hazardTypes.map((type) =>
      type.id === play.file.hazardType ? { ...type, fixAtOnce: true } : type,
    );
    Object.assign(play.world, { policy: { ...play.pack, hazardTypes } });
    expect(play.attempt('ens', extend, at('2025-07-10T10:00'))).toMatchObject({ reason: 'fix-at-once' });
  });

  it('is decided the second time one level higher, and not by who decided the first (3.3 rule 5)', () => {
    const play = notified().act('ens', planTo('2026-01-30')).act('ds1', acceptPlan);
    play.act('ens', extending('2026-02-27'), at('2025-12-15T10:00'));
    expect(play.file.proposals).toMatchObject([{ steps: [{ roles: ['L2'] }] }]);
    play.decide('l2', 'extend');
    // What the first took is not there for the second.
    expect(play.attempt('ens', extending('2026-06-30'), at('2025-12-16T10:00'))).toMatchObject({
      reason: 'extended-too-far',
    });
    play.act('ens', extending('2026-03-10'), at('2025-12-16T10:00'));
    expect(play.file.proposals).toMatchObject([{ steps: [{ roles: ['L1'] }] }]);
    expect(play.file.extended).toMatchObject({
      dueOn: '2026-01-30',
      moves: [{ from: '2026-01-30', to: '2026-02-27' }],
    });
    play.world.directory.posts.push(aPost('l2', 'L1', 'baihe'));
    expect(play.attempt('l2', play.decision('extend'))).toMatchObject({ reason: 'decided-first-extension' });
    play.decide('l1', 'extend');
    expect(play.file.extensions).toBe(2);
    expect(play.attempt('ens', extending('2026-03-12'))).toMatchObject({ reason: 'too-many-extensions' });
  });

  it.each<[string, (play: Play) => CaseCommand]>([
    ['another extension', () => extending('2026-03-10')],
    [
      'a new date after a failed re-check',
      (play) => {
        play.awaiting(at('2026-01-20T10:00')).act('ds1', { type: 'start-recheck' }, at('2026-01-21T10:00'));
        play.act('ds1', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['ds1-1'] });
        return proposing('new-date', { newDueOn: '2026-03-10' });
      },
    ],
  ])('leaves %s to somebody else than who decided it (3.3 rule 5)', (_, second) => {
    const play = notified().act('ens', planTo('2026-01-30')).act('ds1', acceptPlan);
    play.act('ens', extending('2026-02-27'), at('2025-12-15T10:00')).decide('l2', 'extend');
    const command = second(play);
    const act = command.type === 'propose' ? command.act : 'extend';
    play.act(act === 'extend' ? 'ens' : 'ds1', command);
    play.world.directory.posts.push(aPost('l2', 'L1', 'baihe'));
    expect(play.attempt('l2', play.decision(act))).toMatchObject({
      code: 'sod-violation',
      reason: 'decided-first-extension',
    });
    expect(play.decide('l1', act).file.extensions).toBe(2);
  });

  it('extends by a length of its own in a pack of seconds, which takes no date', () => {
    const play = new Play(drill, at('2025-07-01T09:00')).rectifying();
    const asked = proposing('extend', { measures: '专人看护' });
    expect(play.attempt('ens', extend)).toMatchObject({ reason: 'printed-date-not-accepted' });
    const before = play.file.deadlines.find(({ clock, level }) => clock === 'rectify' && level === 0)?.dueAt ?? '';
    play.act('ens', asked).decide('ldd', 'extend');
    const after = play.file.deadlines.find(({ clock, level }) => clock === 'rectify' && level === 0)?.dueAt ?? '';
    expect(Date.parse(after) - Date.parse(before)).toBe(6000);
  });
});
