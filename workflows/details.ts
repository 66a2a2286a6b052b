import { clockName } from '../domain/clock-names';
import type { Timeline, TimelineDeadline } from '../domain/timeline';

/** A deadline as operators read it: its clock, and the rung of the ladder where it has one. */
export const nameOf = ({ clock, level }: Pick<TimelineDeadline, 'clock' | 'level'>): string =>
  level === 0
    ? clockName(clock)
    : level < 0
      ? `${clockName(clock)}（提醒）`
      : `${clockName(clock)}（第${String(level)}档）`;

const listOf = (items: readonly string[]): string => (items.length === 0 ? 'none' : items.join(', '));

/** How a stream stands, as operators read it in the engine's own pages: Markdown, one line a fact. */
export const detailsOf = (timeline: Timeline, phase: string): string => {
  const { number, townId, status, cycle, rungs, escalationIds, version, deadlines } = timeline;
  const [next] = deadlines;
  return [
    `**${number ?? 'no number yet'}** in ${townId}`,
    '',
    `- phase: ${phase}${cycle > 0 ? `, cycle ${String(cycle)}` : ''}`,
    `- status: ${status}, ${String(version)} events`,
    `- next deadline: ${next === undefined ? 'none' : `${nameOf(next)}, ${next.dueAt}`}`,
    `- rungs climbed: ${listOf(rungs)}`,
    `- escalations: ${listOf(escalationIds)}`,
  ].join('\n');
};
