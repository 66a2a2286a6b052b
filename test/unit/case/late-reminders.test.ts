import { settleCaseAt } from '../../../domain/forecast/world';
import { at, eventsOf } from './shanghai';
import { baihe, drill } from './baihe-town';
import { Play } from './play';

const reminders = (play: Play): string[] =>
  eventsOf(play).flatMap((event) => (event.type === 'reminder-due' ? [event.body.fires ?? ''] : []));
const skipped = (play: Play): string[] =>
  eventsOf(play).flatMap((event) => (event.body.skips ?? []).map(({ deadlineId }) => deadlineId));

/** Due on 23 September 2025; reminders on 12, 18, 22 and 23 September. */
const rectifying = (): Play => new Play(baihe, at('2025-09-01T09:00')).rectifying('2025-09-23');
/** Nothing fired since the last look: the clocks stood still, as in an outage. */
const look = (play: Play, now: string): Play => {
  settleCaseAt(play.world, play.caseId, now);
  return play;
};

describe('reminders that nobody sent before the due instant passed', () => {
  it('are skipped with the miss, and none comes after it', () => {
    const play = look(look(rectifying(), at('2025-09-12T10:00')), at('2025-09-24T10:00'));
    expect(reminders(play)).toEqual(['rectify:1:1:-4']);
    expect(skipped(play)).toEqual(['rectify:1:1:-1', 'rectify:1:1:-2', 'rectify:1:1:-3']);
    expect(eventsOf(play).find(({ body }) => (body.skips ?? []).length > 0)).toMatchObject({ type: 'deadline-missed' });
    expect(play.file.deadlines.filter(({ level }) => level < 0)).toEqual([]);
  });

  it('are sent late where the due instant still lies ahead', () => {
    const play = look(rectifying(), at('2025-09-23T10:00'));
    expect(reminders(play)).toHaveLength(4);
    expect(skipped(play)).toEqual([]);
  });

  it('are skipped in seconds as well', () => {
    const play = new Play(drill, '2025-07-01T01:00:00.000Z').rectifying();
    look(play, '2025-07-01T01:00:07.000Z');
    expect(reminders(play)).toEqual([]);
    expect(skipped(play)).toHaveLength(3);
  });
});
