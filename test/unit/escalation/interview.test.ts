import { plusMs } from '../../../domain/clock/instant';
import { aPost } from '../../support/a-post';
import { aPhoto } from '../case/shots';
import { absence, absentFrom, answer, at, minutes, NO_SHOW, Scene, sitting, TALKED } from './scene';

const APPROVED = TALKED;

describe('U-33: a sitting', () => {
  it('is recorded with who hosted it, meets its own clock and owes the report', () => {
    const scene = new Scene().held();
    expect(scene.the('interview')).toMatchObject({ status: 'held', heldAt: APPROVED });
    expect(scene.the('interview').deadlines.map(({ clock }) => clock)).toEqual(['interview-report']);
  });

  it('owes the report five working days from the day of the sitting, however late it is entered', () => {
    const scene = new Scene().summoned();
    scene.give('ldc', 'interview', sitting(at('2025-07-30T15:00')), at('2025-08-04T10:00'));
    const [report] = scene.the('interview').deadlines;
    expect(report).toMatchObject({ clock: 'interview-report', dueOn: '2025-08-06' });
  });

  it('that is entered after its report was due has missed the report at once', () => {
    const scene = new Scene().summoned();
    scene
      .give('ldc', 'interview', sitting(at('2025-07-30T15:00')), at('2025-08-12T10:00'))
      .until(at('2025-08-12T10:01'));
    expect(scene.told('interview').slice(-2)).toEqual(['deadline-missed', 'rung-reached']);
  });

  it.each([
    ['in 2001', '2001-01-01T00:00:00.000Z', 'before-decision'],
    ['five weeks before its decision', at('2025-06-24T09:00'), 'before-decision'],
    ['a minute before its decision', at('2025-07-29T09:00'), 'before-decision'],
    ['tomorrow', at('2025-07-31T09:00'), 'in-the-future'],
  ])('%s is refused', (_, heldAt, reason) => {
    const scene = new Scene().summoned();
    expect(scene.ask('ldc', 'interview', sitting(heldAt), at('2025-07-30T09:00'))).toMatchObject({
      code: 'validation',
      reason,
      pointer: '/heldAt',
    });
    expect(scene.the('interview').status).toBe('approved');
  });

  it.each([
    ['nobody known', 'ghost', 'person-unknown'],
    ['somebody of another unit', 'ru', 'host-of-other-unit'],
    ['somebody of the office, which does not host', 'ofd2', 'host-of-other-unit'],
    ['the head of the talked-to', 'enm', 'addressee-hosts'],
  ])('cannot have been hosted by %s', (_, hostPersonId, reason) => {
    const scene = new Scene().summoned();
    expect(scene.ask('ldc', 'interview', sitting(scene.now, hostPersonId))).toMatchObject({
      reason,
      pointer: '/hostPersonId',
    });
  });

  it('may be hosted by a leader of the town, and by who was of the hosting unit on that day alone', () => {
    expect(new Scene().summoned().ask('ldc', 'interview', sitting(APPROVED, 'l2'))).toBeNull();
    const posts = [
      aPost('gone', 'LDd', 'chengyun', { to: '2025-07-29' }),
      aPost('new', 'LDd', 'chengyun', { from: '2025-07-30' }),
    ];
    const ask = (host: string) =>
      new Scene({ posts }).summoned().ask('ldc', 'interview', sitting(APPROVED, host), at('2025-07-30T09:00'));
    expect(ask('gone')).toBeNull();
    expect(ask('new')).toMatchObject({ reason: 'person-unknown' });
  });

  it('is recorded by the hosting unit only, never by one of the talked-to, and only once it is approved', () => {
    expect(new Scene().summoned().ask('ofc', 'interview', sitting(APPROVED))).toMatchObject({
      code: 'forbidden',
      reason: 'not-your-task',
      whoCan: ['LDc', 'LDd'],
    });
    const posts = [aPost('both', 'LDc', 'chengyun'), aPost('both', 'ENm', 'meiqiao', { subjectId: 's1' })];
    expect(new Scene({ posts }).summoned().ask('both', 'interview', sitting(APPROVED))).toMatchObject({
      code: 'sod-violation',
      reason: 'addressee-acts',
    });
    const early = new Scene().talked();
    expect(early.ask('ldc', 'interview', sitting(early.now))).toMatchObject({ reason: 'not-from-proposed' });
  });

  it('is one of an interview: a circular has none', () => {
    const scene = new Scene().decreed();
    expect(scene.ask('ldc', 'circular', sitting(scene.now))).toMatchObject({ reason: 'other-act' });
  });
});

describe('absence', () => {
  it('ends the interview and climbs to a circular over the same cases', () => {
    const scene = new Scene().summoned().give('ldc', 'interview', absence, NO_SHOW);
    expect(scene.told('interview').slice(-3)).toEqual(['absence-recorded', 'rung-reached', 'completed']);
    expect(scene.the('interview').deadlines).toEqual([]);
    expect(scene.the('circular')).toMatchObject({
      status: 'proposed',
      addressee: 'subject:s1',
      hostUnitId: 'chengyun',
      cases: [{ caseId: 'c1', cycle: 1 }],
    });
  });

  it('is from a sitting: when it was to be and how he was invited are recorded, with the proof', () => {
    const scene = new Scene().summoned();
    scene.world.attachments.push(aPhoto('slip', 'ldc', NO_SHOW));
    scene.give('ldc', 'interview', absentFrom(NO_SHOW, ['slip']), NO_SHOW);
    const events = scene.world.escalationEvents.get(scene.the('interview').escalationId) ?? [];
    expect(events.find(({ type }) => type === 'absence-recorded')?.body).toMatchObject({
      reason: '通知书已于前一日送达，本人未到场',
      scheduledAt: NO_SHOW,
      attachmentIds: ['slip'],
    });
    const foreign = absentFrom(NO_SHOW, ['ens-1']);
    expect(new Scene().summoned().ask('ldc', 'interview', foreign, NO_SHOW)).toMatchObject({
      reason: 'attachment-unknown',
    });
  });

  it('is not recorded on the day of the approval: nobody can have been served and stayed away', () => {
    for (const now of [APPROVED, at('2025-07-29T17:30')])
      expect(new Scene().summoned().ask('ldc', 'interview', absentFrom(now), now)).toMatchObject({
        code: 'illegal-transition',
        reason: 'no-sitting-yet',
      });
  });

  it.each([
    ['before the approval', at('2025-07-28T09:00'), 'before-invitation'],
    ['on the day of the approval', at('2025-07-29T17:00'), 'before-invitation'],
    ['a minute from now', at('2025-07-30T15:01'), 'in-the-future'],
  ])('from a sitting %s is refused', (_, scheduledAt, reason) => {
    const scene = new Scene().summoned();
    expect(scene.ask('ldc', 'interview', absentFrom(scheduledAt), NO_SHOW)).toMatchObject({
      code: 'validation',
      reason,
      pointer: '/scheduledAt',
    });
    expect(scene.the('interview').status).toBe('approved');
    expect(scene.all('circular')).toEqual([]);
  });

  it('is counted from the instant of the approval where the pack counts seconds', () => {
    const scene = new Scene();
    const policy = { ...scene.world.policy, acceptsPrintedDates: false };
    scene.summoned();
    Object.assign(scene.world, { policy });
    const later = plusMs(APPROVED, 1000);
    expect(scene.ask('ldc', 'interview', absentFrom(APPROVED))).toMatchObject({ reason: 'no-sitting-yet' });
    expect(scene.ask('ldc', 'interview', absentFrom(APPROVED), later)).toMatchObject({ reason: 'before-invitation' });
    expect(scene.ask('ldc', 'interview', absentFrom(later), later)).toBeNull();
  });

  it('joins the circular that is proposed already', () => {
    const scene = new Scene().summoned();
    expect(scene.open('ofc', 'circular')).toBeNull();
    scene.give('ldc', 'interview', absence, NO_SHOW);
    expect(scene.all('circular')).toHaveLength(1);
  });

  it('leaves no way back: a new sitting is a new interview', () => {
    const scene = new Scene().summoned().give('ldc', 'interview', absence, NO_SHOW);
    expect(scene.ask('ldc', 'interview', sitting(scene.now))).toMatchObject({ reason: 'not-from-completed' });
    expect(scene.open('ldc', 'interview')).toBeNull();
    expect(scene.all('interview')).toHaveLength(2);
  });

  it('is recorded by the hosting unit, not by another, by the talked-to or before the decision', () => {
    expect(new Scene().summoned().ask('ofc', 'interview', absence, NO_SHOW)).toMatchObject({ reason: 'not-your-task' });
    expect(new Scene().summoned().ask('enm', 'interview', absence, NO_SHOW)).toMatchObject({ reason: 'not-your-task' });
    expect(new Scene().talked().ask('ldc', 'interview', absence, NO_SHOW)).toMatchObject({
      reason: 'not-from-proposed',
    });
  });

  it('climbs no further where every case has been closed since', () => {
    const scene = new Scene().summoned();
    scene.awaiting().passed().decide('ofd', 'close').give('ldc', 'interview', absence, NO_SHOW);
    expect(scene.told('interview').slice(-2)).toEqual(['absence-recorded', 'completed']);
    expect(scene.all('circular')).toEqual([]);
  });
});

describe('minutes', () => {
  it('are kept with the interview, which goes on', () => {
    const scene = new Scene().held().give('ldc', 'interview', minutes);
    expect(scene.the('interview')).toMatchObject({ status: 'held', minutes: '纪要' });
  });

  it('are filed once, by the hosting unit, after the sitting, with photos of who files them', () => {
    expect(new Scene().held().give('ldd', 'interview', minutes).ask('ldc', 'interview', minutes)).toMatchObject({
      reason: 'minutes-filed',
    });
    expect(new Scene().held().ask('ofc', 'interview', minutes)).toMatchObject({ reason: 'not-your-task' });
    expect(new Scene().summoned().ask('ldc', 'interview', minutes)).toMatchObject({ reason: 'not-from-approved' });
    const foreign = { ...minutes, attachmentIds: ['ens-1'] };
    expect(new Scene().held().ask('ldc', 'interview', foreign)).toMatchObject({ reason: 'attachment-unknown' });
  });

  it('are filed after the report too, but not where nobody came', () => {
    const scene = new Scene().held().give('enm', 'interview', answer).give('ldc', 'interview', minutes);
    expect(scene.the('interview')).toMatchObject({ status: 'completed', minutes: '纪要', report: '已整改' });
    expect(
      new Scene().summoned().give('ldc', 'interview', absence, NO_SHOW).ask('ldc', 'interview', minutes),
    ).toMatchObject({
      reason: 'not-held',
    });
  });

  it('are never written by one of the talked-to, by whatever other post', () => {
    const posts = [aPost('both', 'LDc', 'chengyun'), aPost('both', 'ENs', 'meiqiao', { subjectId: 's1' })];
    expect(new Scene({ posts }).held().ask('both', 'interview', minutes)).toMatchObject({ reason: 'addressee-acts' });
  });
});

describe('the report after an interview', () => {
  it('completes it and meets its clock', () => {
    const scene = new Scene().held().give('enm', 'interview', answer);
    expect(scene.told('interview').slice(-2)).toEqual(['interview-report-filed', 'completed']);
    expect(scene.the('interview')).toMatchObject({ status: 'completed', report: '已整改', deadlines: [] });
  });

  it('comes from the head, never from a proxy or the hosting side, and not before the sitting', () => {
    for (const proxy of ['ens', 'ldd', 'ofd'])
      expect(new Scene().held().ask(proxy, 'interview', answer)).toMatchObject({
        code: 'forbidden',
        whoCan: ['ENm'],
      });
    expect(new Scene().summoned().ask('enm', 'interview', answer)).toMatchObject({ reason: 'not-from-approved' });
  });

  it('that does not come goes one rung up, once', () => {
    const scene = new Scene().held().until(at('2025-08-30T10:00'));
    const missed = scene.told('interview');
    expect(missed.filter((type) => type === 'deadline-missed')).toHaveLength(1);
    const events = scene.world.escalationEvents.get(scene.the('interview').escalationId) ?? [];
    const acts = events.flatMap((event) => (event.type === 'rung-reached' ? [event.body.act] : []));
    // The report stays owed: a reminder every five working days (settled 2).
    expect(acts).toEqual(['circular', 'remind', 'remind', 'remind']);
    expect(scene.all('circular')).toHaveLength(1);
    expect(scene.the('circular').cases).toHaveLength(1);
  });
});
