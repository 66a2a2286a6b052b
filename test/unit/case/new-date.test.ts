import type { CaseCommand } from '../../../domain/case/commands';
import { aPost } from '../../support/a-post';
import { Play } from './play';

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
  it('is proposed by the re-checker after a failed re-check, and decided by the head of the lead unit', () => {
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

  it('is decided by the head of the unit that leads this case, and no other; where it has none it goes up', () => {
    const play = failedOnce();
    play.world.directory.posts.push(aPost('h3', 'LDd', 'guibao'));
    play.act('ldc', newDate('2025-08-15'));
    expect(play.attempt('h3', play.decision('new-date'))).toMatchObject({ reason: 'not-your-decision' });
    expect(play.decide('ldd', 'new-date').file.extensions).toBe(1);
    const headless = failedOnce();
    const { directory } = headless.world;
    directory.posts = directory.posts.filter(({ personId }) => personId !== 'ldd').concat(aPost('h3', 'LDd', 'guibao'));
    headless.act('ldc', newDate('2025-08-15'));
    expect(headless.file.proposals[0]?.steps).toEqual([{ roles: ['L2'] }]);
  });

  it('that an earlier release asked any head to decide is that of the same head', () => {
    const play = failedOnce().act('ldc', newDate('2025-08-15'));
    play.world.directory.posts.push(aPost('h3', 'LDd', 'guibao'));
    for (const proposal of play.file.proposals) proposal.steps = [{ roles: ['LDd'] }];
    expect(play.attempt('h3', play.decision('new-date'))).toMatchObject({ reason: 'not-your-decision' });
    expect(play.decide('ldd', 'new-date').file.extensions).toBe(1);
  });

  it('is later than the date that runs', () => {
    const play = new Play().rectifying('2025-08-22').awaiting('2025-07-21T02:00:00.000Z');
    play
      .act('ldc', { type: 'start-recheck' }, '2025-07-24T02:00:00.000Z')
      .act('ldc', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['ldc-1'] });
    for (const newDueOn of ['2025-08-15', '2025-08-22'])
      expect(play.attempt('ldc', newDate(newDueOn))).toMatchObject({ reason: 'not-later', pointer: '/newDueOn' });
    expect(play.attempt('ldc', newDate('2025-08-23'))).toBeNull();
  });
});
