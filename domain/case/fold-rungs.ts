import type { CaseFacts } from './facts';
import type { ClockName, DeadlineChanges } from '../stream';
import { off } from './fold-overlays';
import type { CaseFile } from './file';

/** True once it was told in this cycle that nobody is there for a clock. */
export const isNobodyHomeTold = ({ rungsReached, cycle }: CaseFile, clock: ClockName): boolean =>
  rungsReached.some((rung) => rung.cycle === cycle && rung.clock === clock && rung.act === 'nobody-home');

type Rung = CaseFile['rungsReached'][number];

/** Rungs of one act are kept once: the reminders after the last rung are without end. */
const withRung = (reached: Rung[], rung: Rung): Rung[] =>
  reached.some(
    ({ cycle, clock, act, level }) =>
      cycle === rung.cycle && clock === rung.clock && act === rung.act && level > 0 === rung.level > 0,
  )
    ? reached
    : [...reached, rung];

/** A rung that was reached, over what was due when: kept for dates that move, with the escalation it opened or joined. */
export const reachedRung = (file: CaseFile, body: CaseFacts['rung-reached']): Partial<CaseFile> => {
  const { cycle, overlays, escalations } = file;
  const { act, clock, level, addressee, escalationId } = body;
  const missed = file.deadlines.filter((deadline) => deadline.clock === clock && deadline.level === 0).at(-1);
  const known = escalations.some((link) => link.escalationId === escalationId && link.cycle === cycle);
  return {
    rungsReached: withRung(file.rungsReached, {
      cycle,
      clock,
      act,
      level,
      ...(missed === undefined ? {} : { dueAt: missed.dueAt }),
    }),
    ...(act === 'supervise' && !overlays.includes('supervised') ? { overlays: [...overlays, 'supervised'] } : {}),
    ...(escalationId === undefined || known
      ? {}
      : { escalations: [...escalations, { escalationId, act, addressee, cycle }] }),
  };
};

/** Whether a rung was climbed over a lateness that counts no more: what fell due since then. */
export const isUncounted = (
  { clock, dueAt }: Pick<Rung, 'clock' | 'dueAt'>,
  { clocks, since }: NonNullable<DeadlineChanges['uncounts']>,
): boolean => clocks.includes(clock) && dueAt !== undefined && dueAt > since;

/** Rungs and 督办 without those that were reached over a lateness that counts no more. */
export const withoutRungs = (
  { rungsReached, overlays, cycle }: CaseFile,
  uncounts: DeadlineChanges['uncounts'],
): Pick<CaseFile, 'rungsReached' | 'overlays'> => {
  if (uncounts === undefined) return { rungsReached, overlays };
  const kept = rungsReached.filter((rung) => rung.cycle !== cycle || !isUncounted(rung, uncounts));
  const isSupervised = kept.some((rung) => rung.cycle === cycle && rung.act === 'supervise');
  return { rungsReached: kept, overlays: isSupervised ? overlays : off(overlays, 'supervised') };
};
