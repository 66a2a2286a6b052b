import type { CaseCommand } from '../../../../domain/case/commands';
import { at, clockOf, eventsOf } from '../shanghai';
import { major } from '../major-scenes';
import { Play } from '../play';

const reportUp = (reportedAt: string): CaseCommand => ({
  type: 'record-report-up',
  reportedTo: '区消防救援支队',
  reportedAt,
  attachmentIds: ['ofc-1'],
});

describe('record-report-up records', () => {
  it('to whom and when a 重大 was reported, and meets the clock of one working day', () => {
    const play = major();
    expect(clockOf(play, 'report-up')).toMatchObject({ dueOn: '2025-12-02' });
    play.act('ofc', reportUp(at('2025-12-02T09:00')), at('2025-12-02T10:00'));
    expect(play.types().at(-1)).toBe('report-up-recorded');
    expect(play.file.reportUpAt).toBe(at('2025-12-02T09:00'));
    expect(clockOf(play, 'report-up')).toBeUndefined();
  });

  it('a late report, under which the miss stays', () => {
    const play = major().act('ofc', reportUp(at('2025-12-03T09:00')), at('2025-12-03T10:00'));
    const missed = eventsOf(play).flatMap((event) => (event.type === 'deadline-missed' ? [event.body.clock] : []));
    expect(missed).toContain('report-up');
    expect(clockOf(play, 'report-up')).toBeUndefined();
  });
});

describe('record-report-up refuses', () => {
  it('a general hazard, and a second report', () => {
    expect(new Play().graded().attempt('ofc', reportUp(at('2025-07-01T08:00')))).toMatchObject({ reason: 'not-major' });
    const play = major().act('ofc', reportUp(at('2025-12-01T09:00')));
    expect(play.attempt('ofc', reportUp(at('2025-12-01T09:00')))).toMatchObject({ reason: 'already-reported-up' });
  });

  it('a report in the future, and who may not report up', () => {
    expect(major().attempt('ofc', reportUp(at('2025-12-01T10:00')))).toMatchObject({
      reason: 'in-the-future',
      pointer: '/reportedAt',
    });
    expect(major().attempt('vgg', reportUp(at('2025-12-01T09:00')))).toMatchObject({ code: 'forbidden' });
  });
});

describe('record-report-up stays silent', () => {
  it('about everything else the case owes', () => {
    const play = major();
    const others = play.file.deadlines.filter((deadline) => deadline.clock !== 'report-up');
    play.act('ofc', reportUp(at('2025-12-01T09:00')));
    expect(play.file.deadlines).toEqual(others);
    expect(play.file.status).toBe('graded');
  });
});
