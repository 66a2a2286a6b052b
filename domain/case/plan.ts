import type { Context } from '../context';
import { decidersToday } from '../people/candidates';
import type { Arm, Deadline } from '../stream';
import { deciderUnit } from './deciders';
import type { CaseFile, CaseStatus } from './file';
import { armFor } from './owing';
import { PLAN_REF } from './plan-owed';
import type { Deciders } from './proposal';
import { factsOf, type Recording } from './recording';

/** States in which a 重大 may still owe or await its plan, be its date missed or a re-check under way (settled 5.4). */
export const PLANNING: readonly CaseStatus[] = ['notified', 'rectifying', 'awaiting-recheck', 'rechecking'];

/** The date the rectification has now, met or missed; none before service and on a 重大 without a printed date. */
export const runningDate = (file: CaseFile): Deadline | undefined =>
  file.deadlines.find(({ clock, level }) => clock === 'rectify' && level === 0);

/** Who reviews a plan today: the competent department; where it has nobody, L2, then L1 (settled 2). */
export const reviewers = (file: CaseFile, context: Context): Deciders => {
  const { domain } = factsOf(file, context);
  const competent: Deciders = { roles: ['DS'], ...(typeof domain === 'string' ? { domain } : {}) };
  const levels: Deciders[] = [competent, { roles: ['L2'] }, { roles: ['L1'] }];
  return levels.find((level) => decidersToday(context, level).length > 0) ?? competent;
};

/** The clock of the review of a plan. */
export const armReview = (recording: Recording): Arm[] =>
  armFor(recording, 'decision', {
    ref: PLAN_REF,
    facts: { act: 'plan' },
    addressee: deciderUnit(recording.context, reviewers(recording.file, recording.context)),
  });
