import type { Context } from '../context';
import { isActor } from '../people/permit';
import type { CaseFile, PartAct } from './file';

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

/** True when any post of the person belongs to the side that rectifies (3.3 rule 2). */
export const isOnSubjectSide = (file: CaseFile, context: Context, personId: string = context.actor.personId): boolean =>
  context.directory.posts.some(
    (post) =>
      post.personId === personId &&
      file.subjects.some(
        (subject) =>
          subject.subjectId === post.subjectId || (subject.unitId !== null && subject.unitId === post.unitId),
      ),
  );
