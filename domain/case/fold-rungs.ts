import type { CaseFacts } from './facts';
import type { ClockName } from '../stream';
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

/** A rung that was reached: kept for dates that move, with the escalation it opened or joined. */
export const reachedRung = (file: CaseFile, body: CaseFacts['rung-reached']): Partial<CaseFile> => {
  const { cycle, overlays, escalations } = file;
  const { act, clock, level, addressee, escalationId } = body;
  const known = escalations.some((link) => link.escalationId === escalationId && link.cycle === cycle);
  return {
    rungsReached: withRung(file.rungsReached, { cycle, clock, act, level }),
    ...(act === 'supervise' && !overlays.includes('supervised') ? { overlays: [...overlays, 'supervised'] } : {}),
    ...(escalationId === undefined || known
      ? {}
      : { escalations: [...escalations, { escalationId, act, addressee, cycle }] }),
  };
};
