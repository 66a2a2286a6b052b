import { arm, lookLate, type Arming } from '../arming';
import type { Context } from '../context';
import { joined, stopped } from '../deadlines';
import { DIRECT } from '../people/authority';
import { townUnitId, unitBySlug, validOn, type Unit } from '../people/directory';
import { rolesOf } from '../people/permit';
import { civilDateOf } from '../clock/civil';
import { hazardTypeOf } from '../policy/clocks';
import type { Ladder } from '../policy/pack';
import type { Addressee, Arm, ClockName, DeadlineChanges } from '../stream';
import type { CaseFile, CaseSubject } from './file';
import { issuerOf, orderInForce, underOrder } from './issuing';
import { isOnSubjectSide, isSubjectUnit, signedOnTheSpot, whoDid } from './parts';
import { routingRowOf } from './routing';
import { factsOf, nextN, type Turn } from './turn';

/** The coordinating office of the place. */
export const officeId = (context: Context): string | null =>
  unitBySlug(context.directory, context.policy.office, civilDateOf(context.now))?.unitId ?? null;

/** Before assignment: the lead unit of the routing row for the type, else the office (authority.md 3). */
const routedUnit = (file: CaseFile, context: Context): string | null =>
  routedUnits(file, context)[0]?.unitId ?? officeId(context);

/** Those who grade, re-check and look back (authority.md 2). */
const DOES = {
  grade: rolesOf(DIRECT.grade),
  recheck: rolesOf(DIRECT['record-recheck']),
  'watch-visit': rolesOf(DIRECT['record-watch-visit']),
};

/** Who stands back from what a unit would owe: the side that rectifies, and who signed on the spot (3.3 rule 2). */
const standsBack = (file: CaseFile, context: Context, clock: keyof typeof DOES): ((personId: string) => boolean) => {
  if (clock === 'grade') return () => false;
  const did = [...whoDid(file, ['rectify']), ...(clock === 'recheck' ? signedOnTheSpot(file) : [])];
  return (personId) => did.includes(personId) || isOnSubjectSide(file, context, personId);
};

/**
 * Who grades, re-checks or looks back is the first unit of the case that can, by somebody's post of today: neither an office nor the
 * subject's own unit, nor one in which nobody holds the right to it or may use it (settled 2, 3.4); without any the town
 * government.
 */
const inspectingUnit = (file: CaseFile, context: Context, clock: keyof typeof DOES): string => {
  const { units, posts } = context.directory;
  const today = civilDateOf(context.now);
  const isBarred = standsBack(file, context, clock);
  const order = clock === 'watch-visit' ? orderInForce(file) : undefined;
  const ordering = order === undefined ? null : issuerOf(order);
  const candidates = [ordering, file.leadUnitId, file.responsibleUnitId, ...file.coUnitIds]
    .filter((unitId) => unitId !== null)
    .concat(routedUnits(file, context).map(({ unitId }) => unitId));
  const able = candidates.find(
    (candidate) =>
      units[candidate]?.kind !== 'office' &&
      !isSubjectUnit(file, candidate) &&
      posts.some(
        ({ unitId, role, personId, ...span }) =>
          unitId === candidate && DOES[clock].includes(role) && validOn(span, today) && !isBarred(personId),
      ),
  );
  return able ?? townUnitId(context.directory);
};

const routedUnits = (file: CaseFile, context: Context): Unit[] => {
  const today = civilDateOf(context.now);
  const row = routingRowOf(file, context);
  return [...(row?.leads ?? []), ...(row?.responsible ?? [])].flatMap(
    (slug) => unitBySlug(context.directory, slug, today) ?? [],
  );
};

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

/** Whose lateness a missed clock is (authority.md 3). */
export const owerOf = (file: CaseFile, context: Context, clock: ClockName): Addressee => {
  switch (clock) {
    case 'verify':
      return unit(routedUnit(file, context));
    case 'grade':
      return unit(inspectingUnit(file, context, 'grade'));
    case 'assign':
      return unit(officeId(context));
    case 'accept':
      return unit(file.responsibleUnitId);
    case 'recheck':
      return unit(underOrder(file) ? issuingUnit(file, context) : inspectingUnit(file, context, 'recheck'));
    case 'watch-visit':
      return unit(inspectingUnit(file, context, 'watch-visit'));
    case 'serve':
    case 'report-up':
      return unit(issuingUnit(file, context));
    case 'plan':
    case 'rectify':
    case 'progress':
    case 'control-expiry':
      return subjectAddressee(file);
    case 'decision':
    case 'co-sign':
    case 'watch-end':
    case 'service-effective':
    case 'interview-held':
    case 'interview-report':
    case 'publish':
    case 'day-end':
      return 'none';
  }
};

export const SUBJECT_CLOCKS: readonly ClockName[] = ['plan', 'rectify', 'progress', 'control-expiry'];
/** Those of them that another meets for a subject without an account (settled 3.6). */
export const BEHALF_CLOCKS: readonly ClockName[] = ['plan', 'rectify', 'progress'];
/** Where nobody is late: a limit on force such as a sealing ends on its day (lifecycle 2.5 rule 2). */
const WITHOUT_LADDER: readonly ClockName[] = [
  'decision',
  'co-sign',
  'control-expiry',
  'service-effective',
  'watch-end',
  'day-end',
];

/** Which ladder climbs when a clock of this case is missed; null where nobody is late. */
const ladderOf = (file: CaseFile, clock: ClockName): Ladder['addressee'] | null => {
  if (WITHOUT_LADDER.includes(clock)) return null;
  if (!SUBJECT_CLOCKS.includes(clock)) return 'government-unit';
  const subject = file.subjects[0];
  if (subject === undefined) return null;
  // A protected person's case is told to the 社工办 and the family contact instead of climbing (authority.md 3).
  if (subject.protectedPerson) return null;
  if (subject.kind === 'public-body') return 'government-unit';
  return subject.kind === 'individual' ? 'individual' : 'enterprise';
};

/**
 * The step that families armed before the confirmation as 重大 lack: late by more than the pack says they count alone from
 * then on (lifecycle 2.7). Where level 0 stands still the step does too.
 */
export const completeFamilies = (turn: Turn, ended: readonly ClockName[] = []): DeadlineChanges => {
  const { file, context } = turn;
  const zeros = file.deadlines.filter(
    ({ level, clock }) => level === 0 && !ended.includes(clock) && ladderOf(file, clock) !== null,
  );
  const steps = zeros.map((zero) => ({ zero, arms: lookLate(context, zero, (zero.steps ?? 0) + 1) }));
  return joined(
    ...steps.map(({ zero, arms }) => ({
      arms,
      pauses: zero.state === 'paused' ? arms.map((step) => stopped(step, context.now)) : [],
    })),
  );
};

/** Arms a clock of this case with its owner, its facts and what is left of its ladder. */
export const armFor = (
  turn: Turn,
  clock: ClockName,
  more: Partial<Pick<Arming, 'instead' | 'ref' | 'facts' | 'from' | 'addressee' | 'n'>> = {},
): Arm[] => {
  const { file, context } = turn;
  const addressee = ladderOf(file, clock);
  const forSubject = SUBJECT_CLOCKS.includes(clock);
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
