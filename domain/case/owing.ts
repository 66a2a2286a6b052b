import { arm, type Arming } from '../arming';
import type { Context } from '../context';
import { unitBySlug, type Unit } from '../people/directory';
import { civilDateOf } from '../clock/civil';
import { hazardTypeOf } from '../policy/clocks';
import type { Ladder } from '../policy/pack';
import type { Addressee, Arm, ClockName } from '../stream';
import type { CaseFile } from './file';
import { factsOf, nextN, type Turn } from './turn';

/** The coordinating office of the place. */
export const officeId = (context: Context): string | null =>
  unitBySlug(context.directory, context.policy.office, civilDateOf(context.now))?.unitId ?? null;

/** Before assignment: the lead unit of the routing row for the type, else the office (authority.md 3). */
const routedUnit = (file: CaseFile, context: Context): string | null =>
  routedUnits(file, context)[0]?.unitId ?? officeId(context);

/** An office may not grade: where it leads, that falls to the first responsible unit that can (authority.md 5). */
const gradingUnit = (file: CaseFile, context: Context): string | null =>
  routedUnits(file, context).find((candidate) => candidate.kind !== 'office')?.unitId ?? routedUnit(file, context);

const routedUnits = (file: CaseFile, context: Context): Unit[] => {
  const today = civilDateOf(context.now);
  const row = context.policy.routing.find((candidate) => candidate.hazardTypes?.includes(file.hazardType));
  return [...(row?.leads ?? []), ...(row?.responsible ?? [])].flatMap(
    (slug) => unitBySlug(context.directory, slug, today) ?? [],
  );
};

const unit = (unitId: string | null): Addressee => (unitId === null ? 'none' : `unit:${unitId}`);

/** The unit that holds the case now: lead unit, else routed unit, else the office. */
export const holderOf = (file: CaseFile, context: Context): string | null =>
  file.leadUnitId ?? routedUnit(file, context);

/** The unit whose paper the case stands under: issuer of the last notice, else the holder. */
export const issuingUnit = (file: CaseFile, context: Context): string | null => {
  const paper = file.papers.at(-1);
  if (paper === undefined) return holderOf(file, context);
  return paper.byUnitId ?? paper.issuerUnitId;
};

/** True when the case stands under a statutory order. */
export const underOrder = (file: CaseFile): boolean => file.papers.some((paper) => paper.statutory);

/** Whose lateness a missed clock is (authority.md 3). */
export const owerOf = (file: CaseFile, context: Context, clock: ClockName): Addressee => {
  switch (clock) {
    case 'verify':
      return unit(routedUnit(file, context));
    case 'grade':
      return unit(gradingUnit(file, context));
    case 'assign':
      return unit(officeId(context));
    case 'accept':
      return unit(file.responsibleUnitId);
    case 'serve':
    case 'recheck':
    case 'watch-visit':
    case 'report-up':
      return unit(underOrder(file) ? issuingUnit(file, context) : holderOf(file, context));
    case 'plan':
    case 'rectify':
    case 'progress':
    case 'control-expiry': {
      const subject = file.subjects[0];
      if (subject === undefined) return 'none';
      return subject.unitId === null ? `subject:${subject.subjectId}` : `unit:${subject.unitId}`;
    }
    case 'decision':
    case 'co-sign':
    case 'watch-end':
    case 'interview-held':
    case 'interview-report':
    case 'day-end':
      return 'none';
  }
};

const SUBJECT_CLOCKS: readonly ClockName[] = ['plan', 'rectify', 'progress', 'control-expiry'];
const WITHOUT_LADDER: readonly ClockName[] = ['decision', 'co-sign', 'watch-end', 'day-end'];

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

/** Arms a clock of this case with its owner, its facts and what is left of its ladder. */
export const armFor = (
  turn: Turn,
  clock: ClockName,
  more: Partial<Pick<Arming, 'instead' | 'ref' | 'facts' | 'from' | 'addressee' | 'n'>> = {},
): Arm[] => {
  const { file, context } = turn;
  const addressee = ladderOf(file, clock);
  const forSubject = SUBJECT_CLOCKS.includes(clock);
  const reached = file.rungsReached.filter((rung) => rung.cycle === file.cycle && rung.clock === clock);
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
          ladder: {
            addressee,
            drop: forSubject ? file.cycle - 1 : 0,
            skip: forSubject ? reached.map((rung) => rung.act) : [],
            // A-60 speaks of e-bikes only; no fact of a case says yet that its resident has a charging place.
            provided: !(hazardTypeOf(context.policy, file.hazardType)?.tags ?? []).includes('e-bike'),
          },
        }),
  });
};
