import { Play } from '../play';
import { proposing } from './proposals';

const newDate = proposing('new-date', { newDueOn: '2025-08-15' });

/** Applied for, re-checked by `ldc` before the date, and failed. */
const failed = (): Play =>
  new Play()
    .rectifying('2025-07-22')
    .awaiting()
    .act('ldc', { type: 'start-recheck' })
    .act('ldc', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['ldc-1'] });

const dueOn = (play: Play) => play.file.deadlines.find(({ clock, level }) => clock === 'rectify' && level === 0)?.dueOn;

describe('propose new-date', () => {
  it('records the date, the reason and the re-checker who asks, and arms the decision of the lead units', () => {
    const play = failed().act('ldc', newDate);
    const [proposal] = play.file.proposals;
    expect(proposal).toMatchObject({
      act: 'new-date',
      reason: '情况属实',
      by: { kind: 'person', personId: 'ldc' },
      data: { newDueOn: '2025-08-15' },
      steps: [{ roles: ['LDd'] }],
    });
    expect(play.file.deadlines).toContainEqual(
      expect.objectContaining({ clock: 'decision', ref: proposal?.proposalId, state: 'armed' }),
    );
  });

  it('stays silent about the date itself until it is decided: the old one runs on', () => {
    const play = failed();
    const { status, overlays, extensions } = play.file;
    play.act('ldc', newDate);
    expect(dueOn(play)).toBe('2025-07-22');
    expect(play.file).toMatchObject({ status, overlays, extensions });
  });

  it.each([
    ['ldd', 'not-the-rechecker', 'a colleague who did not re-check'],
    ['ens', 'not-your-proposal', 'the subject'],
    ['vgm', 'not-your-proposal', 'the village'],
    ['ofd', 'not-your-proposal', 'the office'],
  ])('is refused to %s as %s: %s', (personId, reason) => {
    const play = failed();
    const before = play.types();
    expect(play.attempt(personId, newDate)).toMatchObject({ code: 'forbidden', reason });
    expect(play.types()).toEqual(before);
  });

  it('is refused before a re-check has failed, and once the subject has applied again', () => {
    expect(new Play().rectifying('2025-07-22').attempt('ldc', newDate)).toMatchObject({ reason: 'no-failed-recheck' });
    expect(failed().awaiting().attempt('ldc', newDate)).toMatchObject({ reason: 'not-from-awaiting-recheck' });
  });

  it('is refused for what is put right at once, whose danger a control keeps away', () => {
    const play = failed();
    const hazardTypes = play.pack.hazardTypes.map((type) =>
      type.id === play.file.hazardType ? { ...type, fixAtOnce: true } : type,
    );
    Object.assign(play.world, { policy: { ...play.pack, hazardTypes } });
    expect(play.attempt('ldc', newDate)).toMatchObject({
      reason: 'fix-at-once',
      whoCan: ['EFo', 'EFh', 'DS', 'ENs', 'ENm'],
    });
  });
});
