import type { Deciders } from '../case/proposal';
import { isLastLevel } from '../case/levels';
import type { Context } from '../context';
import { decidersToday } from '../people/candidates';
import type { Post } from '../people/directory';
import { refuse } from '../people/permit';
import type { Refusal } from '../stream';
import { ACTS } from './acts';
import type { EscalationFile } from './file';
import { isTownHost } from './host';
import { isMajor, type Recording } from './recording';
import { conflictOf } from './separation';

/** Who decides it (authority.md 1, last rows), as its act says; L1 where the town government hosts (settled 3.4). */
export const stepsFor = ({ context, file }: Recording): { steps: [Deciders]; above: Deciders[] } => {
  if (isTownHost(context, file.hostUnitId)) return { steps: [{ roles: ['L1'] }], above: [] };
  const { decider, above, majorDecider } = ACTS[file.act];
  return majorDecider !== undefined && isMajor(file)
    ? { steps: [majorDecider], above: [] }
    : { steps: [decider], above: [...above] };
};

/** True when one of its cases is 重大 now, whatever it was when it was linked. */
const isMajorNow = (file: EscalationFile, context: Context): boolean =>
  isMajor(file) || file.cases.some(({ caseId }) => context.lookups.caseNow(caseId)?.major === true);

/** The step that decides today: a circular over a 重大 is L1's, also where it became 重大 meanwhile (settled 1.2). */
const stepToday = (file: EscalationFile, context: Context): Deciders | undefined => {
  const step = file.proposals[0]?.steps[0];
  const { majorDecider } = ACTS[file.act];
  if (step === undefined || majorDecider === undefined || isLastLevel(step)) return step;
  return isMajorNow(file, context) ? majorDecider : step;
};

/** The actor's post in which he decides the open proposal, or why he may not. */
export const decidingPost = (file: EscalationFile, context: Context): Post | Refusal => {
  const step = stepToday(file, context);
  if (step === undefined) return refuse('illegal-transition', 'proposal-not-open', '该提请已办结。');
  const { personId } = context.actor;
  const post = decidersToday(context, step).find((candidate) => candidate.personId === personId);
  if (post === undefined) return refuse('forbidden', 'not-your-decision', '您的岗位无权审批此事项。');
  const conflict = conflictOf(file, context, personId);
  return conflict ? refuse('sod-violation', conflict.reason, conflict.message) : post;
};

/** Posts of others that may decide the open proposal, whatever their conflicts. */
export const othersToDecide = (file: EscalationFile, context: Context): Post[] => {
  const step = stepToday(file, context);
  if (step === undefined) return [];
  return decidersToday(context, step).filter(({ personId }) => personId !== context.actor.personId);
};

/** Whether the actor may decide the open proposal. */
export const mayDecide = (file: EscalationFile, context: Context): Refusal | null => {
  const post = decidingPost(file, context);
  return 'code' in post ? post : null;
};

/** True while somebody of a level may decide it and stands in no conflict. */
export const mayBeDecidedBy = ({ file, context }: Recording, level: Deciders): boolean =>
  decidersToday(context, level).some((post) => conflictOf(file, context, post.personId) === null);
