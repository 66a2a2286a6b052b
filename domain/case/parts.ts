import type { Context } from '../context';
import type { Post } from '../people/directory';
import { isActor } from '../people/permit';
import { refuseTo, type Right } from '../people/who-can';
import type { Refusal } from '../stream';
import type { CaseFile, CaseSubject, PartAct } from './file';

/** Ids that did one of the acts in the current cycle, on the natural person. */
export const whoDid = (file: CaseFile, acts: PartAct[], cycle: number | 'any' = file.cycle): string[] =>
  file.parts
    .filter((part) => acts.includes(part.act) && (cycle === 'any' || part.cycle === cycle))
    .map((part) => part.personId);

/** True when the actor himself did one of the acts. */
export const actorDid = (
  file: CaseFile,
  context: Context,
  acts: PartAct[],
  cycle: number | 'any' = file.cycle,
): boolean => whoDid(file, acts, cycle).some((personId) => isActor(context, personId));

/** Who signed what was fixed on the spot, until a failed re-check has it assigned (roles.md 3.3). */
export const signedOnTheSpot = (file: CaseFile): string[] =>
  file.fixedOnTheSpot ? whoDid(file, ['sign-on-the-spot']) : [];

/** A subject as far as its side is concerned; of one that a report names, either the subject or the unit that it is. */
interface Side {
  subjectId: CaseSubject['subjectId'] | null;
  unitId: CaseSubject['unitId'];
}

/** Whoever asks, and what the record knows of subjects where it is at hand. */
type Aside = Pick<Context, 'actor' | 'directory'> & Partial<Pick<Context, 'lookups'>>;

/**
 * Whose side is meant: that of the case's subjects; until a grading has fixed them, of those that the report names. Reports
 * before 0.3.0 do not say which unit these are: the record does.
 */
const sidesOf = ({ subjects, reportedSubjectIds, reportedUnitIds }: CaseFile, { lookups }: Aside): Side[] =>
  subjects.length > 0
    ? subjects
    : [
        ...reportedSubjectIds.map((subjectId): Side => ({
          subjectId,
          unitId: lookups?.subject(subjectId)?.unitId ?? null,
        })),
        ...reportedUnitIds.map((unitId): Side => ({ subjectId: null, unitId })),
      ];

type Directed = Pick<Context, 'directory'>;

/** Companies in which somebody stands for one of the subjects: all who hold a post there are on its side. */
const companiesOf = ({ directory }: Directed, subjects: Side[]): string[] =>
  directory.posts
    .filter((post) => post.subjectId !== null && subjects.some((subject) => subject.subjectId === post.subjectId))
    .map((post) => post.unitId)
    .filter((unitId) => directory.units[unitId]?.kind === 'company');

/** A post in the unit, or in one that it takes over (settled 3.8): the person stays the same. */
const isOfUnit = ({ directory }: Directed, post: Post, unitId: string): boolean => {
  const seen = new Set<string>();
  for (let held: string | null = post.unitId; held !== null && !seen.has(held);) {
    if (held === unitId) return true;
    seen.add(held);
    held = directory.units[held]?.successorUnitId ?? null;
  }
  return false;
};

const isOnSideOf = (subjects: Side[], context: Directed, personId: string): boolean => {
  const posts = context.directory.posts.filter((post) => post.personId === personId);
  const stands = (post: Post): boolean =>
    subjects.some(
      ({ subjectId, unitId }) =>
        (subjectId !== null && subjectId === post.subjectId) || (unitId !== null && isOfUnit(context, post, unitId)),
    );
  if (posts.some(stands)) return true;
  // Of a company that is a unit; whoever stands for another subject there stands for that one only.
  const inCompanies = posts.filter(
    (post) => post.subjectId === null && context.directory.units[post.unitId]?.kind === 'company',
  );
  if (inCompanies.length === 0) return false;
  const companies = companiesOf(context, subjects);
  return inCompanies.some((post) => companies.includes(post.unitId));
};

/** True when the unit is itself a subject of the case: it issues no paper to itself (settled 3.4, 7). */
export const isSubjectUnit = ({ subjects }: Pick<CaseFile, 'subjects'>, unitId: string): boolean =>
  subjects.some((subject) => subject.unitId === unitId);

/** True when any post of the person belongs to the side that rectifies: owner, company, own unit (3.3 rule 2). */
export const isOnSubjectSide = (file: CaseFile, context: Aside, personId: string = context.actor.personId): boolean =>
  isOnSideOf(sidesOf(file, context), context, personId);

/** The same of subjects that a command or a proposal names. */
export const isOnSideOfNamed = (
  subjectIds: string[],
  context: Pick<Context, 'actor' | 'directory' | 'lookups'>,
  personId: string = context.actor.personId,
): boolean =>
  isOnSideOf(
    subjectIds.flatMap((id) => context.lookups.subject(id) ?? []),
    context,
    personId,
  );

/**
 * Refusal for whoever is on the side that rectifies, by whatever post (3.3 rule 2): it sends to others, who are not of that
 * side.
 */
export const ofSubject = (file: CaseFile, right: Right, message: string): Refusal =>
  refuseTo(
    right,
    { code: 'sod-violation', reason: 'subject-acts', message },
    ({ personId }) => !isOnSubjectSide(file, right.asking, personId),
  );
