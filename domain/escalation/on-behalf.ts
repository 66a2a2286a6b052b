import { evidenceOf, isRefusal } from '../case/evidence';
import type { Evidence } from '../case/file';
import type { BehalfFields } from '../case/on-behalf';
import { stakeOf as stakeOfCase } from '../case/recording';
import type { Context, Lookups } from '../context';
import { ON_BEHALF } from '../people/authority';
import type { Post } from '../people/directory';
import { grantedPosts, refuse, refuseField, rolesOf, type Asking, type Grant, type Stake } from '../people/permit';
import { notYourTask, othersIn, rolesHeld } from '../people/who-can';
import type { Refusal } from '../stream';
import { ACTS } from './acts';
import type { EscalationFile } from './file';
import { stakeOf } from './recording';

/** Who reports on an interview: the head of whom it speaks to (authority.md 2). */
const HEADS: Grant[] = [{ roles: ['ENm', 'OW', 'VGm', 'RU', 'LDd', 'OFd', 'EFh', 'ST'], relation: 'addressee' }];

/** The others of a government unit, who report while it has no head. */
const STAFF: Grant[] = [{ roles: ['VGg', 'LDc', 'OFc', 'EFo', 'EFr', 'DS', 'L2', 'L1'], relation: 'addressee' }];

/** That another filed for whom it speaks to, with what that one signed (settled 3.6). */
export interface ReportOnBehalf {
  signed: Evidence[];
}

const isHeld = (grants: Grant[], file: EscalationFile, asking: Asking): boolean => {
  const right = { grants, asking, stake: stakeOf(file) };
  return grantedPosts(grants, asking, right.stake).length > 0 || othersIn(right).length > 0;
};

const isUnit = ({ addressee }: EscalationFile): boolean => addressee.startsWith('unit:');

/**
 * Who reports today: the head, whatever the role; of a government unit that has none any of its own people, and where it has
 * nobody the next head (settled 3.4).
 */
export const reporters = (file: EscalationFile, asking: Asking): Grant[] =>
  isUnit(file) && !isHeld(HEADS, file, asking) && isHeld(STAFF, file, asking) ? STAFF : HEADS;

/**
 * What is awaited of whom it speaks to and may be filed for him, since nobody is there to do it himself (settled 2, 3.6); for
 * a unit of the government nobody else ever files.
 */
export const awaitsBehalf = (file: EscalationFile, asking: Asking): boolean =>
  ACTS[file.act].reported === true && !isUnit(file) && !isHeld(HEADS, file, asking);

/** Who asks, with the cases of the escalation as far as they are read. */
export type AskingOfCases = Asking & { lookups?: Pick<Lookups, 'caseFile'> };

const stakesOfCases = (file: EscalationFile, { lookups }: AskingOfCases): Stake[] =>
  file.cases.flatMap(({ caseId }) => {
    const linked = lookups?.caseFile(caseId);
    return linked === undefined ? [] : [stakeOfCase(linked)];
  });

/** The actor's posts in which he files for whom it speaks to: as in one of its cases, by its responsible unit or village. */
const behalfPosts = (file: EscalationFile, asking: AskingOfCases): Post[] =>
  stakesOfCases(file, asking).flatMap((stake) => grantedPosts(ON_BEHALF, asking, stake));

/** Why the actor may not file the report; whoever may do so for another is known by the cases. */
export const reportRefusal = (file: EscalationFile, asking: AskingOfCases): Refusal | null => {
  const right = { grants: reporters(file, asking), asking, stake: stakeOf(file) };
  if (grantedPosts(right.grants, asking, right.stake).length > 0) return null;
  if (!awaitsBehalf(file, asking)) return notYourTask(rolesHeld(right));
  if (behalfPosts(file, asking).length > 0) return null;
  const held = [...new Set(othersWhoReport(file, asking).map(({ role }) => role))];
  return notYourTask(held.length > 0 ? held : rolesOf(ON_BEHALF));
};

/** Posts of others in which the report may be filed: as a head, or for whom it speaks to in one of its cases. */
export const othersWhoReport = (file: EscalationFile, asking: AskingOfCases): Post[] =>
  awaitsBehalf(file, asking)
    ? stakesOfCases(file, asking).flatMap((stake) => othersIn({ grants: ON_BEHALF, asking, stake }))
    : othersIn({ grants: reporters(file, asking), asking, stake: stakeOf(file) });

/** How the actor files: in his own post, or for whom nobody files, with what that one signed (settled 3.6). */
export const reportedBy = (
  file: EscalationFile,
  context: Context,
  { onBehalf, signedAttachmentIds = [] }: BehalfFields,
): Refusal | { post: Post | undefined; onBehalf?: ReportOnBehalf } => {
  const [own] = grantedPosts(reporters(file, context), context, stakeOf(file));
  if (onBehalf !== true) {
    if (own !== undefined) return { post: own };
    const message = '您不是被约谈一方：代为提交的，请注明代办并上传其签字的材料或其照片。';
    return refuseField('on-behalf-missing', message, '/onBehalf');
  }
  if (own !== undefined) {
    const message = '只有责任单位、所在村居可以代被约谈一方办理；被约谈一方自己办理的不必注明代办。';
    return refuse('forbidden', 'not-on-behalf', message, ['RU', 'VGm', 'VGg'], '/onBehalf');
  }
  if (signedAttachmentIds.length === 0) {
    const message = '代办须上传被约谈一方签字的材料或其照片。';
    return refuseField('signed-paper-missing', message, '/signedAttachmentIds');
  }
  const signed = evidenceOf(context, signedAttachmentIds, '/signedAttachmentIds');
  if (isRefusal(signed)) return signed;
  return { post: behalfPosts(file, context)[0], onBehalf: { signed } };
};
