import { arm, lookLate, type Arming } from '../arming';
import { CLOCK } from '../clock-names';
import type { Context } from '../context';
import { joined, stopped } from '../deadlines';
import { hazardTypeOf } from '../policy/clocks';
import type { Ladder } from '../policy/ladder';
import type { Addressee, Arm, ClockName, Deadline, DeadlineChanges } from '../stream';
import { ableUnit, officeId, recheckingUnit, routedUnits } from './able';
import type { CaseFile, CaseSubject } from './file';
import { issuerOf, orderInForce } from './issuing';
import { factsOf, nextN, type Recording } from './recording';

/** Before assignment: the lead unit of the routing row for the type, else the office (authority.md 3). */
const routedUnit = (file: CaseFile, context: Context): string | null =>
  routedUnits(file, context)[0]?.unitId ?? officeId(context);

const unit = (unitId: string | null): Addressee => (unitId === null ? 'none' : `unit:${unitId}`);

/** The unit that holds the case now: lead unit, else routed unit, else the office. */
export const holderOf = (file: CaseFile, context: Context): string | null =>
  file.leadUnitId ?? routedUnit(file, context);

/** The unit whose matter the case is: that of the order in force, else the holder; a later advice changes nothing (settled 3.3). */
export const issuingUnit = (file: CaseFile, context: Context): string | null => {
  const order = orderInForce(file);
  return order === undefined ? holderOf(file, context) : issuerOf(order);
};

/** How a subject is spoken to: as the unit that it is, where it is one (settled 3.5). */
export const addresseeOf = ({ subjectId, unitId }: Pick<CaseSubject, 'subjectId' | 'unitId'>): Addressee =>
  unitId === null ? `subject:${subjectId}` : `unit:${unitId}`;

/** Who owes what the subject owes. */
export const subjectAddressee = ({ subjects: [subject] }: Pick<CaseFile, 'subjects'>): Addressee =>
  subject === undefined ? 'none' : addresseeOf(subject);

/** Whose lateness a missed clock is (authority.md 3); nobody's where whoever arms it does not say. */
export const owerOf = (file: CaseFile, context: Context, clock: ClockName): Addressee => {
  switch (clock) {
    case 'verify':
      return unit(routedUnit(file, context));
    case 'grade':
      return unit(ableUnit(file, context, 'grade'));
    case 'assign':
      return unit(officeId(context));
    case 'accept':
      return unit(file.responsibleUnitId);
    case 'recheck':
      return unit(recheckingUnit(file, context));
    case 'watch-visit':
    case 'report-up':
      return unit(ableUnit(file, context, clock));
    case 'serve':
      return unit(issuingUnit(file, context));
    case 'plan':
    case 'rectify':
    case 'progress':
    case 'control-expiry':
      return subjectAddressee(file);
    case 'suspension-review':
      return unit(holderOf(file, context));
    default:
      return 'none';
  }
};

/** Those of them that another meets for a subject without an account (settled 3.6). */
export const BEHALF_CLOCKS: readonly ClockName[] = ['plan', 'rectify', 'progress'];

/** Which ladder climbs when a clock of this case is missed; null where nobody is late. */
const ladderOf = (file: CaseFile, clock: ClockName): Ladder['addressee'] | null => {
  if (CLOCK[clock].noLadder === true) return null;
  if (CLOCK[clock].bySubject !== true) return 'government-unit';
  const subject = file.subjects[0];
  if (subject === undefined) return null;
  // A protected person's case is told to the 社工办 and the family contact instead of climbing (authority.md 3).
  if (subject.protectedPerson) return null;
  if (subject.kind === 'public-body') return 'government-unit';
  return subject.kind === 'individual' ? 'individual' : 'enterprise';
};

/**
 * The step that families armed before the confirmation as 重大 lack: late by more than the pack says they count alone from
 * then on (lifecycle 2.7). Where anything of a family stands still the step does too: a level 0 that was missed stays fired
 * while its steps wait for the re-check.
 */
export const completeFamilies = (recording: Recording, ended: readonly ClockName[] = []): DeadlineChanges => {
  const { file, context } = recording;
  const zeros = file.deadlines.filter(
    ({ level, clock }) => level === 0 && !ended.includes(clock) && ladderOf(file, clock) !== null,
  );
  const standsStill = (zero: Deadline): boolean =>
    file.deadlines.some(
      ({ clock, cycle, n, state }) =>
        clock === zero.clock && cycle === zero.cycle && n === zero.n && state === 'paused',
    );
  const steps = zeros.map((zero) => ({ zero, arms: lookLate(context, zero, (zero.steps ?? 0) + 1) }));
  return joined(
    ...steps.map(({ zero, arms }) => ({
      arms,
      pauses: standsStill(zero) ? arms.map((step) => stopped(step, context.now)) : [],
    })),
  );
};

/** Arms a clock of this case with its owner, its facts and what is left of its ladder. */
export const armFor = (
  recording: Recording,
  clock: ClockName,
  more: Partial<Pick<Arming, 'instead' | 'ref' | 'facts' | 'from' | 'addressee' | 'n'>> = {},
): Arm[] => {
  const { file, context } = recording;
  const addressee = ladderOf(file, clock);
  const forSubject = CLOCK[clock].bySubject === true;
  // A date that moves keeps what its cycle has climbed; every period of another clock has a whole ladder (authority.md 3).
  const reached =
    clock === 'rectify' ? file.rungsReached.filter((rung) => rung.cycle === file.cycle && rung.clock === clock) : [];
  return arm(context, {
    clock,
    cycle: file.cycle,
    n: more.n ?? nextN(file, clock),
    from: more.from ?? context.now,
    facts: { ...factsOf(file, context), ...more.facts },
    addressee: more.addressee ?? owerOf(file, context, clock),
    ...(more.ref === undefined ? {} : { ref: more.ref }),
    ...(more.instead === undefined ? {} : { instead: more.instead }),
    ...(addressee === null
      ? {}
      : {
          alone: file.grade === 'major',
          ladder: {
            addressee,
            drop: forSubject ? file.cycle - 1 : 0,
            climbed: reached.flatMap(({ act, level }) => (level > 0 ? [act] : [])),
            done: reached.flatMap(({ act, level }) => (level > 0 ? [] : [act])),
            // A-60 speaks of e-bikes only; no fact of a case says yet that its resident has a charging place.
            provided: !(hazardTypeOf(context.policy, file.hazardType)?.tags ?? []).includes('e-bike'),
          },
        }),
  });
};
