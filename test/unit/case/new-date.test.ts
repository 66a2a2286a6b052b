import type { CaseCommand } from '../../../domain/case/commands';
import { Play } from './town';

const newDate = (newDueOn?: string): CaseCommand => ({
  type: 'propose',
  act: 'new-date',
  reason: '材料未到',
  attachmentIds: [],
  fields: newDueOn === undefined ? {} : { newDueOn },
});

/** Applied for before its date, re-checked after it, and failed. */
const failedOnce = (): Play => {
  const play = new Play().rectifying('2025-07-22').awaiting('2025-07-21T02:00:00.000Z');
  return play
    .act('ldc', { type: 'start-recheck' }, '2025-07-24T02:00:00.000Z')
    .act('ldc', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['ldc-1'] });
};

const rectify = (play: Play) =>
  play.file.deadlines.find(({ clock, level }) => clock === 'rectify' && level === 0)?.dueOn;

describe('a new date', () => {
  it('is proposed by the re-checker after a failed re-check, and decided by the head of the lead units', () => {
    const play = failedOnce();
    expect(play.file.overlays).toEqual(['overdue']);
    play.act('ldc', newDate('2025-08-15'));
    expect(play.file.proposals).toMatchObject([{ act: 'new-date', data: { newDueOn: '2025-08-15' } }]);
    play.decide('ldd', 'new-date');
    expect(play.file).toMatchObject({ status: 'rectifying', overlays: [], extensions: 1, proposals: [] });
    expect(rectify(play)).toBe('2025-08-15');
  });

  it('leaves everything as it was when it is rejected', () => {
    const play = failedOnce().act('ldc', newDate('2025-08-15')).decide('ldd', 'new-date', 'reject');
    expect(play.file).toMatchObject({ status: 'rectifying', overlays: ['overdue'], extensions: 0, proposals: [] });
  });

  it('is refused before a re-check has failed, to who did not re-check, in the past, and without a date', () => {
    expect(new Play().rectifying('2025-07-22').attempt('ldc', newDate('2025-08-15'))).toMatchObject({
      code: 'illegal-transition',
      reason: 'no-failed-recheck',
    });
    const play = failedOnce();
    expect(play.attempt('ldd', newDate('2025-08-15'))).toMatchObject({
      code: 'forbidden',
      reason: 'not-the-rechecker',
    });
    expect(play.attempt('ldc', newDate())).toMatchObject({ reason: 'field-missing', pointer: '/newDueOn' });
    expect(play.attempt('ldc', newDate('2025-07-23'))).toMatchObject({ code: 'validation', pointer: '/newDueOn' });
    expect(play.attempt('ldc', newDate('2025-08-15'))).toBeNull();
    expect(play.attempt('ldc', newDate('2025-08-15'))).toMatchObject({
      code: 'conflict',
      reason: 'proposal-already-open',
    });
  });

  it('is given a general case once', () => {
    const play = failedOnce().act('ldc', newDate('2025-08-15')).decide('ldd', 'new-date');
    play.awaiting('2025-08-14T02:00:00.000Z').act('ldc', { type: 'start-recheck' });
    play.act('ldc', { type: 'record-recheck', result: 'failed', findings: '仍未整改', attachmentIds: ['ldc-2'] });
    expect(play.attempt('ldc', newDate('2025-09-15'))).toMatchObject({
      code: 'illegal-transition',
      reason: 'too-many-extensions',
    });
  });

  it('is not decided by who applied for the re-check, whatever post he holds now', () => {
    const play = failedOnce().act('ldc', newDate('2025-08-15'));
    for (const post of play.world.directory.posts)
      if (post.personId === 'ens') Object.assign(post, { role: 'LDd', unitId: 'chengyun', subjectId: null });
    expect(
      play.attempt('ens', {
        type: 'decide-proposal',
        proposalId: play.proposalId('new-date'),
        decision: 'approve',
        opinion: '同意',
      }),
    ).toMatchObject({ code: 'sod-violation', reason: 'rectifier-decides' });
  });
});
