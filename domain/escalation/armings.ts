import { arm, dueByTerm, type Arming } from '../arming';
import type { Deciders } from '../case/proposal';
import { civilDateOf, startOfNextDay } from '../clock/civil';
import { clockName } from '../clock-names';
import type { Context } from '../context';
import { decidersToday } from '../people/candidates';
import { publishing } from '../policy/dates';
import type { Addressee, Arm, ClockName } from '../stream';
import { publisherOf } from './publisher';
import { isMajor, type Recording } from './recording';

/** Arms a clock of this escalation; the hosting unit's own lateness climbs the unit ladder. */
export const armFor = (
  recording: Recording,
  clock: ClockName,
  addressee: Addressee,
  more: Partial<Pick<Arming, 'ref' | 'facts' | 'instead' | 'from'>> = {},
): Arm[] =>
  arm(recording.context, {
    clock,
    cycle: 1,
    n: (recording.file.armings[`${clock}:1`] ?? 0) + 1,
    from: more.from ?? recording.context.now,
    facts: { grade: isMajor(recording.file) ? 'major' : 'general', ...more.facts },
    addressee,
    ...(more.ref === undefined ? {} : { ref: more.ref }),
    ...(more.instead === undefined ? {} : { instead: more.instead }),
    ...(clock === 'interview-held'
      ? { ladder: { addressee: 'government-unit' as const, drop: 0, climbed: [], done: [], provided: false } }
      : {}),
  });

/** The unit of whoever may take a step today. */
export const unitOf = (context: Context, step: Deciders): Addressee => {
  const post = decidersToday(context, step)[0];
  return post === undefined ? 'none' : `unit:${post.unitId}`;
};

/** An approved interview is to be held by its host. */
export const armSitting = (recording: Recording): Arm[] =>
  armFor(recording, 'interview-held', `unit:${recording.file.hostUnitId}`);

/** An approved circular is owed by the unit of whoever publishes it (settled 2). */
export const armPublishing = (recording: Recording): Arm[] => {
  const { context, file } = recording;
  const { term, source } = publishing(context.policy, {});
  return armFor(recording, 'publish', unitOf(context, publisherOf(file, context)), {
    instead: { ...dueByTerm(context, 'publish', context.now, term, '自批准通报之日起'), source },
  });
};

/** An approved 督办 completes at the end of its civil day. */
export const armDayEnd = (recording: Recording): Arm[] => {
  const today = civilDateOf(recording.context.now);
  const due = { dueAt: startOfNextDay(today), dueOn: today, days: [], provisional: false };
  const source = { default: 'authority.md 4' };
  return armFor(recording, 'day-end', 'none', { instead: { due, rule: clockName('day-end'), source } });
};
