import type { Context } from '../context';
import { decidersToday } from '../people/candidates';
import { signAs } from '../people/permit';
import { ROLE_NAMES, type Role } from '../people/roles';
import { actingPosts } from './acting';
import { isRefusal } from './evidence';
import type { CaseFile } from './file';
import type { CaseProposalAct, Deciders } from './proposal';
import { ACTS } from './proposals';
import type { ActRule } from './proposals/rule';

/** True where one unit alone has people of this role: its name would say nothing more. */
const isOfOneUnit = (role: Role, { directory }: Context): boolean =>
  new Set(directory.posts.filter((post) => post.role === role).map(({ unitId }) => unitId)).size < 2;

/** Who decides a step today: `专班办公室主任`, `青浦区消防救援支队的区级部门`; its roles alone where nobody does. */
const decidersInWords = (step: Deciders, context: Context): string => {
  const able = decidersToday(context, step).map(({ role, unitId }) => {
    const unit = context.directory.units[unitId]?.name ?? unitId;
    return isOfOneUnit(role, context) ? ROLE_NAMES[role] : `${unit}的${ROLE_NAMES[role]}`;
  });
  return [...new Set(able.length > 0 ? able : step.roles.map((role) => ROLE_NAMES[role]))].join('、');
};

/** What an approval of this act does, whoever decides it. */
export const effectInWords = (act: CaseProposalAct): string => `经批准后${ACTS[act].effect}。`;

/** What a proposal of this act comes to, in one sentence: who decides it, and what an approval does. */
export const proposalInWords = (file: CaseFile, context: Context, act: CaseProposalAct): string => {
  const rule: ActRule = ACTS[act];
  const post = rule.post === undefined ? actingPosts(rule.grants, file, context)[0] : rule.post(file, context);
  if (post === undefined || isRefusal(post)) return effectInWords(act);
  const { steps } = rule.steps(file, context, signAs(context, post), {});
  return `由${steps.map((step) => decidersInWords(step, context)).join('审批，再由')}审批，批准后${rule.effect}。`;
};
