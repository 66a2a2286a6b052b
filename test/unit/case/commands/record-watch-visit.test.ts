import type { CaseCommand } from '../../../../domain/case/commands';
import { plusMs } from '../../../../domain/clock/instant';
import { at, eventsOf } from '../shanghai';
import { baihe, drill } from '../baihe-town';
import { Play } from '../play';

const visit = (result: 'clean' | 'found-again' = 'clean', photo = 'vgg-1'): CaseCommand => ({
  type: 'record-watch-visit',
  result,
  attachmentIds: [photo],
});

/** Closed on 26 September 2025: visits are due on 16 October, 5 November and 25 November. */
const watched = (): Play => {
  const play = new Play(baihe, at('2025-09-15T09:00')).rectifying('2025-10-15');
  return play.awaiting(at('2025-09-26T10:00')).passed().decide('ofd', 'close');
};

const met = (play: Play): string[] =>
  eventsOf(play).flatMap((event) =>
    event.type === 'watch-visited' ? (event.body.meets ?? []).map(({ deadlineId }) => deadlineId) : [],
  );

describe('record-watch-visit records', () => {
  it('a clean visit on each window, the first from the third working day after closing', () => {
    // 28 September is a worked Sunday: 28, 29, 30.
    const play = watched().act('vgg', visit(), at('2025-09-30T00:00'));
    play.act('vgg', visit(), at('2025-10-17T00:00')).act('vgg', visit(), at('2025-11-06T00:00'));
    expect(met(play)).toEqual(['watch-visit:1:1', 'watch-visit:1:2', 'watch-visit:1:3']);
    expect(play.file.watch).toMatchObject({ visits: 3, done: 3 });
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2025-11-25T23:59'));
    expect(play.attempt('ofc', { type: 'add-note', text: '查看' }, at('2025-11-26T00:00'))).toMatchObject({
      reason: 'case-archived',
    });
  });

  it('a late visit for the oldest row that is owed', () => {
    const play = watched().act('vgg', visit(), at('2025-11-10T10:00')).act('vgg', visit(), at('2025-11-11T10:00'));
    expect(met(play)).toEqual(['watch-visit:1:1', 'watch-visit:1:2']);
  });

  it('what is found again at any time, and proposes the relapse', () => {
    const play = watched().act('vgg', visit('found-again'), at('2025-09-26T15:00'));
    expect(play.types().slice(-2)).toEqual(['watch-visited', 'proposal-opened']);
    expect(met(play)).toEqual([]);
    expect(play.file.watch?.done).toBe(0);
  });

  it('what is found again on the day of a clean visit, and after all visits were made', () => {
    const play = watched().act('vgg', visit(), at('2025-10-10T10:00')).act('vgg', visit('found-again'));
    expect(play.types()).toContain('proposal-opened');
    const over = watched();
    for (const local of ['2025-10-10T10:00', '2025-10-20T10:00', '2025-11-10T10:00'])
      over.act('vgg', visit(), at(local));
    over.act('vgg', visit('found-again'), at('2025-11-20T10:00'));
    expect(over.file.proposals[0]?.act).toBe('relapse');
  });

  it('in packs of seconds each visit from the due instant of the one before', () => {
    const play = new Play(drill, at('2025-07-01T09:00')).rectifying().awaiting().passed().decide('ofd', 'close');
    const closed = play.now;
    const after = (seconds: number): string => plusMs(closed, seconds * 1000);
    expect(play.attempt('vgg', visit(), after(0.9))).toMatchObject({ reason: 'visit-too-early' });
    play.act('vgg', visit(), after(1));
    expect(play.attempt('vgg', visit(), after(4.9))).toMatchObject({ reason: 'visit-too-early' });
    play.act('vgg', visit(), after(5)).act('vgg', visit(), after(10));
    expect(play.file.watch?.done).toBe(3);
  });

  it('by anyone entitled, the re-checker as well', () => {
    expect(watched().act('ldc', visit('clean', 'ldc-1'), at('2025-10-10T10:00')).file.watch?.done).toBe(1);
  });
});

describe('U-34: record-watch-visit refuses', () => {
  it('who applied for the re-check, whatever post he holds by now (settled 5.8)', () => {
    const play = new Play().closed();
    for (const post of play.world.directory.posts)
      if (post.personId === 'ens') Object.assign(post, { role: 'LDc', unitId: 'chengyun', subjectId: null });
    expect(play.attempt('ens', visit('clean', 'ens-9'))).toMatchObject({
      code: 'sod-violation',
      reason: 'subject-visits',
    });
  });

  it('a clean visit before its window has begun', () => {
    const play = watched();
    expect(play.attempt('vgg', visit(), at('2025-09-29T23:59'))).toMatchObject({
      reason: 'visit-too-early',
      message: expect.stringContaining('2025-09-30') as string,
    });
    play.act('vgg', visit(), at('2025-09-30T10:00'));
    expect(play.attempt('vgg', visit(), at('2025-10-16T23:59'))).toMatchObject({ reason: 'visit-too-early' });
  });

  it('a second clean visit on one day, also when two rows are owed', () => {
    const play = watched().act('vgg', visit(), at('2025-11-10T10:00'));
    expect(play.attempt('vgg', visit(), at('2025-11-10T23:00'))).toMatchObject({ reason: 'visited-today' });
    expect(play.file.watch?.done).toBe(1);
  });

  it('a clean visit that nobody owes any more', () => {
    const play = watched();
    for (const local of ['2025-10-10T10:00', '2025-10-20T10:00', '2025-11-10T10:00'])
      play.act('vgg', visit(), at(local));
    expect(play.attempt('vgg', visit(), at('2025-11-20T10:00'))).toMatchObject({ reason: 'no-visit-owed' });
  });

  it('the side that rectified, a visit without a photo, and a case that is not watched', () => {
    const play = watched();
    play.world.directory.posts.push({
      ...(play.world.directory.posts.find(({ personId }) => personId === 'vgg') ?? fail()),
      postId: 'ens-VGg',
      personId: 'ens',
    });
    expect(play.attempt('ens', visit('clean', 'ens-1'), at('2025-10-10T10:00'))).toMatchObject({
      code: 'sod-violation',
      reason: 'subject-acts',
    });
    expect(play.attempt('vgg', { ...visit(), attachmentIds: [] } as CaseCommand)).toMatchObject({
      reason: 'photo-missing',
    });
    expect(new Play().rectifying().attempt('vgg', visit())).toMatchObject({ reason: 'not-from-rectifying' });
  });
});

const fail = (): never => {
  throw new Error('the town has a grid worker');
};

describe('record-watch-visit stays silent', () => {
  it('about the relapse when it is proposed already', () => {
    const play = watched().act('vgg', visit('found-again'), at('2025-10-10T10:00'));
    play.act('vgg', visit('found-again'), at('2025-10-11T10:00'));
    expect(play.file.proposals).toHaveLength(1);
  });
});
