import type { Context } from '../context';
import { RIGHTS } from '../people/authority';
import { decidersToday } from '../people/candidates';
import { townUnitId, unitBySlug, validOn, type Unit } from '../people/directory';
import { rolesOf } from '../people/permit';
import type { Role } from '../people/roles';
import { civilDateOf } from '../clock/civil';
import type { CaseFile } from './file';
import { issuerOf, orderInForce } from './issuing';
import { officerPosts } from './officers';
import { isOnSubjectSide, isSubjectUnit, signedOnTheSpot, whoDid } from './parts';
import { routingRowOf } from './routing';
import { factsOf } from './recording';

/** The coordinating office of the place. */
export const officeId = (context: Context): string | null =>
  unitBySlug(context.directory, context.policy.office, civilDateOf(context.now))?.unitId ?? null;

export const routedUnits = (file: CaseFile, context: Context): Unit[] => {
  const today = civilDateOf(context.now);
  const row = routingRowOf(file, context);
  return [...(row?.leads ?? []), ...(row?.responsible ?? [])].flatMap(
    (slug) => unitBySlug(context.directory, slug, today) ?? [],
  );
};

/** Those who grade, re-check, look back and report up (authority.md 2). */
const DOES = {
  grade: rolesOf(RIGHTS.grade),
  recheck: rolesOf(RIGHTS['record-recheck']),
  'watch-visit': rolesOf(RIGHTS['record-watch-visit']),
  'report-up': rolesOf(RIGHTS['record-report-up']),
};

/** Who stands back from what a unit would owe: the side that rectifies, and who signed on the spot (3.3 rule 2). */
const standsBack = (file: CaseFile, context: Context, clock: keyof typeof DOES): ((personId: string) => boolean) => {
  if (clock === 'grade' || clock === 'report-up') return () => false;
  const did = [...whoDid(file, ['rectify']), ...(clock === 'recheck' ? signedOnTheSpot(file) : [])];
  return (personId) => did.includes(personId) || isOnSubjectSide(file, context, personId);
};

/**
 * Who grades, re-checks, looks back or reports up is the first unit of the case that can, the issuer of an order before the
 * lead, by somebody's post of today: not the subject's own unit, nor one in which nobody holds the right to it or may use it,
 * nor an office, which does no more than report up (settled 2, 3.3, 3.4); without any the town government.
 */
export const ableUnit = (file: CaseFile, context: Context, clock: keyof typeof DOES): string => {
  const { units, posts } = context.directory;
  const today = civilDateOf(context.now);
  const isBarred = standsBack(file, context, clock);
  const order = clock === 'watch-visit' || clock === 'report-up' ? orderInForce(file) : undefined;
  const ordering = order === undefined ? null : issuerOf(order);
  const candidates = [ordering, file.leadUnitId, file.responsibleUnitId, ...file.coUnitIds]
    .filter((unitId) => unitId !== null)
    .concat(routedUnits(file, context).map(({ unitId }) => unitId))
    .concat(clock === 'report-up' ? (officeId(context) ?? []) : []);
  const able = candidates.find(
    (candidate) =>
      (units[candidate]?.kind !== 'office' || clock === 'report-up') &&
      !isSubjectUnit(file, candidate) &&
      posts.some(
        ({ unitId, role, personId, ...span }) =>
          unitId === candidate && DOES[clock].includes(role) && validOn(span, today) && !isBarred(personId),
      ),
  );
  return able ?? townUnitId(context.directory);
};

/** The district department that is competent for a 重大 and has somebody today; under an order with two officers (settled 1.4). */
const departmentOf = (file: CaseFile, context: Context, order: boolean): string | undefined => {
  const { domain } = factsOf(file, context);
  const { units } = context.directory;
  const step = { roles: [...DEPARTMENT], ...(typeof domain === 'string' ? { domain } : {}) };
  const isBarred = standsBack(file, context, 'recheck');
  const able = decidersToday(context, step).filter(
    ({ personId, unitId }) =>
      !isBarred(personId) &&
      !isSubjectUnit(file, unitId) &&
      (!order || new Set(officerPosts(context, unitId, DEPARTMENT).map((post) => post.personId)).size > 1),
  );
  const ofMatter = able.find(({ unitId }) => typeof domain === 'string' && units[unitId]?.domains.includes(domain));
  return (ofMatter ?? able[0])?.unitId;
};

const DEPARTMENT: readonly Role[] = ['DS'];

/**
 * Who owes the re-check: of a 重大 the department, which alone needs nobody's request for it (authority.md 2, settled 3.1);
 * under an order who issued it; else the first unit that can.
 */
export const recheckingUnit = (file: CaseFile, context: Context): string => {
  const order = orderInForce(file);
  const issuer = order && issuerOf(order);
  const isDepartment = issuer !== undefined && context.directory.units[issuer]?.townId === null;
  const department =
    file.grade === 'major' && !isDepartment ? departmentOf(file, context, order !== undefined) : undefined;
  return department ?? issuer ?? ableUnit(file, context, 'recheck');
};
