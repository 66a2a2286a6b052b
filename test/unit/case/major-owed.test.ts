import type { CaseCommand } from '../../../domain/case/commands';
import { advance } from '../../../domain/forecast/world';
import { proposingMajor } from './major-scenes';
import { NOW, ordered } from './second-scenes';
import { at, eventsOf } from './shanghai';
import { baihe } from './baihe-town';
import { requested } from './given';
import { Play } from './play';

const confirmMajor = proposingMajor('exit-blocked', 'gb35181-2025');

const clock = (play: Play, name: string) =>
  play.file.deadlines.find((deadline) => deadline.clock === name && deadline.level === 0);

const rectifying = (): Play => new Play(baihe, NOW).rectifying('2026-03-31');
const confirmed = (play: Play): Play => play.act('ldc', confirmMajor).decide('ds1', 'confirm-major');

const passed = (personId: string): CaseCommand => ({
  type: 'record-recheck',
  result: 'passed',
  findings: '合格',
  attachmentIds: [`${personId}-1`],
});

describe('the re-check of a 重大', () => {
  it('is owed by the department that can do it without anybody’s request', () => {
    expect(clock(confirmed(rectifying()).act('ens', requested), 'recheck')?.addressee).toBe('unit:qu-xiaofang');
  });

  it('is handed over to it where it was owed already when the case became 重大', () => {
    const play = rectifying().act('ens', requested);
    expect(clock(play, 'recheck')?.addressee).toBe('unit:chengyun');
    confirmed(play);
    expect(play.file.deadlines.filter((row) => row.clock === 'recheck').map(({ addressee }) => addressee)).toEqual(
      play.file.deadlines.filter((row) => row.clock === 'recheck').map(() => 'unit:qu-xiaofang'),
    );
    expect(play.act('ds1', { type: 'start-recheck' }).act('ds1', passed('ds1')).file.status).toBe('closure-review');
  });

  it('that was missed is climbed on no further, and the department has a term of its own', () => {
    const play = rectifying().act('ens', requested);
    advance(play.world, at('2025-12-12T09:00'));
    play.now = at('2025-12-12T09:00');
    confirmed(play);
    const rows = play.file.deadlines.filter((row) => row.clock === 'recheck' && row.level === 0);
    expect(rows.map(({ addressee, state }) => [addressee, state])).toEqual([['unit:qu-xiaofang', 'armed']]);
    expect(
      play.file.deadlines.filter(
        ({ clock: name, addressee }) => name === 'recheck' && addressee !== 'unit:qu-xiaofang',
      ),
    ).toEqual([]);
    const missed = eventsOf(play).filter(
      ({ type, body }) => type === 'deadline-missed' && body.fires === 'recheck:1:1',
    );
    expect(missed.map(({ body }) => body)).toMatchObject([{ addressee: 'unit:chengyun' }]);
    advance(play.world, at('2025-12-17T09:00'));
    play.now = at('2025-12-17T09:00');
    const climbed = eventsOf(play).filter(
      ({ type, body, at: when }) =>
        type === 'rung-reached' && 'clock' in body && body.clock === 'recheck' && when > at('2025-12-12T09:00'),
    );
    expect(climbed).toEqual([]);
    play.act('ds1', { type: 'start-recheck' }).act('ds1', passed('ds1'));
    expect(clock(play, 'recheck')).toBeUndefined();
  });

  it('stays with the lead unit where the department has nobody', () => {
    const play = confirmed(rectifying());
    const { directory } = play.world;
    directory.posts = directory.posts.filter(({ role }) => role !== 'DS');
    expect(clock(play.act('ens', requested), 'recheck')?.addressee).toBe('unit:chengyun');
  });

  it('stays with the authority under its order where the department has no two officers', () => {
    const play = ordered(false).act('ldc', proposingMajor('fire-facility-failed', 'gb35181-2025'));
    play.decide('ds1', 'confirm-major').act('ens', requested);
    expect(clock(play, 'recheck')?.addressee).toBe('unit:zhifa');
  });
});

describe('the report up of a 重大', () => {
  const closed = (): Play => {
    const play = confirmed(rectifying()).act('ens', requested).act('ldc', {
      type: 'start-recheck',
      requestRef: '青消委〔2025〕3号',
    });
    return play.act('ldc', passed('ldc')).decide('ds1', 'close').decide('l2', 'close');
  };
  const report: CaseCommand = {
    type: 'record-report-up',
    reportedTo: '区安委办',
    reportedAt: '2025-12-01T01:00:00.000Z',
    attachmentIds: [],
  };

  it('stays owed after the closing until it is made', () => {
    const play = closed();
    expect(play.file.status).toBe('watching');
    expect(clock(play, 'report-up')).toMatchObject({ state: 'armed' });
    expect(clock(play.act('ofc', report), 'report-up')).toBeUndefined();
  });

  it('and after a relapse, in the next cycle', () => {
    const play = closed();
    advance(play.world, at('2025-12-20T09:00'));
    play.act(
      'vgg',
      { type: 'record-watch-visit', result: 'found-again', attachmentIds: ['vgg-1'] },
      at('2025-12-20T09:00'),
    );
    play.decide('ofd', 'relapse');
    expect(clock(play, 'report-up')).toBeDefined();
    expect(clock(play.act('ofc', report), 'report-up')).toBeUndefined();
  });

  /** Watched to the end, on 30 May 2026, with all its visits made. */
  const watched = (): Play => {
    const play = closed();
    for (const day of ['2025-12-20', '2026-03-05', '2026-05-20'])
      play.act('vgg', { type: 'record-watch-visit', result: 'clean', attachmentIds: ['vgg-1'] }, at(`${day}T09:00`));
    return play.act('ofc', { type: 'add-note', text: '查看' }, at('2026-06-05T09:00'));
  };
  const held = (play: Play) => eventsOf(play).filter(({ type }) => type === 'archive-held');

  it('holds the archiving, is reminded of meanwhile, and archives once it is made', () => {
    const play = watched();
    expect(held(play).map(({ body }) => body)).toMatchObject([{ reason: '重大隐患尚未上报' }]);
    expect(play.file).toMatchObject({ status: 'watching', archiveHeld: true });
    expect(clock(play, 'report-up')).toMatchObject({ state: 'fired' });
    expect(play.file.deadlines.some(({ clock: name, state }) => name === 'report-up' && state === 'armed')).toBe(true);
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2026-09-01T09:00'));
    expect(held(play)).toHaveLength(1);
    play.act('ofc', report);
    expect(play.file).toMatchObject({ status: 'archived', deadlines: [] });
    expect(play.types().slice(-3)).toEqual(['report-up-recorded', 'watch-ended', 'archived']);
  });

  it('holds it too where a pack has no watch', () => {
    const play = confirmed(rectifying());
    Object.assign(play.world, { policy: { ...play.world.policy, watch: [] } });
    play.act('ens', requested).act('ldc', { type: 'start-recheck', requestRef: '青消委〔2025〕3号' });
    play.act('ldc', passed('ldc')).decide('ds1', 'close').decide('l2', 'close');
    expect(held(play).map(({ body }) => body)).toMatchObject([{ reason: '重大隐患尚未上报' }]);
    expect(clock(play, 'report-up')).toMatchObject({ state: 'armed' });
    expect(play.act('ofc', report).file).toMatchObject({ status: 'archived', deadlines: [] });
  });

  it('is owed by a unit that can make it, also under an order of the officers', () => {
    const play = ordered(false).act('ldc', proposingMajor('fire-facility-failed', 'gb35181-2025'));
    expect(clock(play.decide('ds1', 'confirm-major'), 'report-up')?.addressee).toBe('unit:chengyun');
  });
});
