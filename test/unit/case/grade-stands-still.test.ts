import { confirm } from './major-scenes';
import { at, clockOf, eventsOf } from './shanghai';
import { baihe } from './baihe-town';
import { grading } from './given';
import { Play } from './play';

/** Registered on Monday, 1 December 2025, to be graded by the 2nd; the lead unit asks for a confirmation as 重大 that day. */
const asked = (): Play =>
  new Play(baihe, at('2025-12-01T09:00')).registered().act('ldc', confirm, at('2025-12-01T10:00'));

const look = (play: Play, local: string): Play => play.act('ofc', { type: 'add-note', text: '查看' }, at(local));

const missed = (play: Play): string[] =>
  eventsOf(play).flatMap((event) => (event.type === 'deadline-missed' ? [event.body.clock] : []));

describe('the grade of a case while the department decides whether it is 重大', () => {
  it('is owed by nobody: its clock stands still, and the department alone is late', () => {
    const play = asked();
    expect(clockOf(play, 'grade')).toMatchObject({ state: 'paused', dueOn: '2025-12-02' });
    look(play, '2025-12-05T10:00');
    expect(missed(play)).toEqual(['decision']);
  });

  it('is met by the confirmation', () => {
    const play = asked().decide('ds1', 'confirm-major', 'approve', at('2025-12-03T10:00'));
    expect(clockOf(play, 'grade')).toBeUndefined();
    expect(eventsOf(play).find(({ type }) => type === 'graded')?.body.meets).toHaveLength(1);
    expect(missed(play)).toEqual([]);
  });

  it('is met by a general grade that is given all the same', () => {
    const play = asked().act('ldc', grading, at('2025-12-03T10:00'));
    expect(clockOf(play, 'grade')).toBeUndefined();
    play.decide('ds1', 'confirm-major', 'reject', at('2025-12-03T11:00'));
    expect(clockOf(play, 'grade')).toBeUndefined();
  });

  it('goes on with the working days that were left once it is rejected', () => {
    const play = asked().decide('ds1', 'confirm-major', 'reject', at('2025-12-04T10:00'));
    expect(clockOf(play, 'grade')).toMatchObject({ state: 'armed', dueOn: '2025-12-05', addressee: 'unit:chengyun' });
    expect(clockOf(play, 'grade')?.because.rule).toContain('重大隐患认定');
    look(play, '2025-12-06T10:00');
    expect(missed(play)).toEqual(['decision', 'grade']);
  });

  it('goes on when its author takes it back, and when the system does', () => {
    const play = asked();
    play.act(
      'ldc',
      { type: 'withdraw-proposal', proposalId: play.proposalId('confirm-major'), reason: '再核' },
      at('2025-12-04T10:00'),
    );
    expect(clockOf(play, 'grade')).toMatchObject({ state: 'armed', dueOn: '2025-12-05' });
    const fields = 'fields' in confirm ? confirm.fields : {};
    const clauses = baihe.clauses.map((one) => (one.id === fields.clauseId ? { ...one, validTo: '2025-12-01' } : one));
    const ended = new Play({ ...baihe, clauses }, at('2025-12-01T09:00')).registered().act('ldc', confirm);
    look(ended, '2025-12-02T10:00');
    expect(ended.file.proposals).toEqual([]);
    expect(clockOf(ended, 'grade')).toMatchObject({ state: 'armed', dueOn: '2025-12-03' });
  });

  it('that was missed before stays missed', () => {
    const play = look(new Play(baihe, at('2025-12-01T09:00')).registered(), '2025-12-03T10:00').act('ldc', confirm);
    expect(clockOf(play, 'grade')).toMatchObject({ state: 'fired' });
    const climbed = (): number => eventsOf(play).filter(({ body }) => body.fires?.startsWith('grade') === true).length;
    const before = climbed();
    look(play, '2025-12-30T10:00');
    expect(climbed()).toBe(before);
    play.decide('ds1', 'confirm-major', 'reject');
    expect(clockOf(play, 'grade')).toMatchObject({ state: 'fired' });
    expect(climbed()).toBe(before + 1);
  });

  it('is no matter where it was given before', () => {
    const play = new Play(baihe, at('2025-12-01T09:00')).graded().act('ldc', confirm);
    expect(eventsOf(play).at(-1)?.body.pauses ?? []).toEqual([]);
    play.decide('ds1', 'confirm-major', 'reject');
    expect(clockOf(play, 'grade')).toBeUndefined();
    expect(clockOf(play, 'assign')).toMatchObject({ state: 'armed' });
  });
});
