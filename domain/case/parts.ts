import type { Context } from '../context';
import type { Post } from '../people/directory';
import { isActor, refuse, rolesOf } from '../people/permit';
import { othersIn, type Right } from '../people/who-can';
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

/** A subject as far as its side is concerned. */
type Side = Pick<CaseSubject, 'subjectId' | 'unitId'>;

type Directed = Pick<Context, 'directory'>;

/** Companies in which somebody stands for one of the subjects: all who hold a post there are on its side. */
const companiesOf = ({ directory }: Directed, subjects: Side[]): string[] =>
  directory.posts
    .filter((post) => subjects.some((subject) => subject.subjectId === post.subjectId))
    .map((post) => post.unitId)
    .filter((unitId) => directory.units[unitId]?.kind === 'company');

const isOnSideOf = (subjects: Side[], context: Directed, personId: string): boolean => {
  const posts = context.directory.posts.filter((post) => post.personId === personId);
  const stands = (post: Post): boolean =>
    subjects.some(
      (subject) => subject.subjectId === post.subjectId || (subject.unitId !== null && subject.unitId === post.unitId),
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
export const isOnSubjectSide = (
  file: CaseFile,
  context: Pick<Context, 'actor' | 'directory'>,
  personId: string = context.actor.personId,
): boolean => isOnSideOf(file.subjects, context, personId);

/** The same of the subjects that the report names, before a grading has fixed them. */
export const isOfReportedSubject = (file: CaseFile, context: Context): boolean => {
  const subjects = file.reportedSubjectIds.map((subjectId): Side => ({
    subjectId,
    unitId: context.lookups.subject(subjectId)?.unitId ?? null,
  }));
  return isOnSideOf(subjects, context, context.actor.personId);
};

/** Whoever is of the side that rectifies, by whatever post, does not ask that his own case ends (3.3 rule 2). */
export const subjectProposes = (file: CaseFile, context: Context): Refusal | null =>
  isOnSubjectSide(file, context) || (file.subjects.length === 0 && isOfReportedSubject(file, context))
    ? refuse('sod-violation', 'subject-proposes', '责任主体一方不得提请。')
    : null;

/** Refusal for whoever is on the side that rectifies, by whatever post (3.3 rule 2): it sends to others, not of that side. */
export const ofSubject = (
  { subjects }: Pick<CaseFile, 'subjects'>,
  right: Right,
  { reason, message }: { reason: string; message: string },
): Refusal => {
  const able = othersIn(right, ({ personId }) => !isOnSideOf(subjects, right.asking, personId)).map(({ role }) => role);
  return refuse(
    'sod-violation',
    reason,
    message,
    rolesOf(right.grants).filter((role) => able.includes(role)),
  );
};
