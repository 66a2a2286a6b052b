import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import { ON_BEHALF, OWN } from '../people/authority';
import { validOn, type Post } from '../people/directory';
import { APPLYING_ROLES, grantedPosts, refuse, refuseField } from '../people/permit';
import type { Refusal } from '../stream';
import { evidenceOf, isRefusal } from './evidence';
import type { CaseFile, CaseSubject, OnBehalf } from './file';
import { stakeOf, type Recording } from './recording';

/** What a command says that another than the subject files. */
export interface BehalfFields {
  onBehalf?: boolean;
  /** What the subject signed, or its photo. */
  signedAttachmentIds?: string[];
  reuseReason?: string;
}

/** True when somebody can file for the subject himself: its own people, or those of the unit that it is. */
export const hasAccount = (
  { directory, now }: Pick<Context, 'directory' | 'now'>,
  subject: Pick<CaseSubject, 'subjectId' | 'unitId'>,
): boolean => {
  const today = civilDateOf(now);
  return directory.posts.some(
    (post) =>
      validOn(post, today) &&
      (post.subjectId === subject.subjectId || (post.unitId === subject.unitId && APPLYING_ROLES.includes(post.role))),
  );
};

const ownPost = (file: CaseFile, context: Context): Post | undefined => grantedPosts(OWN, context, stakeOf(file))[0];

const withoutAccount = (file: CaseFile, context: Context): CaseSubject | undefined =>
  file.subjects.find((subject) => !hasAccount(context, subject));

const hasOneItself = (): Refusal =>
  refuse('forbidden', 'subject-has-account', '责任主体有自己的账号，须由其本人办理，不能代办。');

/** Whether the actor may file for the subject's side at all: himself, or for one who has no account (settled 3.6). */
export const mayFile = (file: CaseFile, context: Context): Refusal | null =>
  ownPost(file, context) !== undefined || withoutAccount(file, context) !== undefined ? null : hasOneItself();

/**
 * How the actor files: in his own post, or on behalf of a subject without an account, with what that one signed
 * (settled 3.6). `others` is the post of who may file beside both, as for progress.
 */
export const filedBy = (
  recording: Recording,
  { onBehalf, signedAttachmentIds = [], reuseReason }: BehalfFields,
  others?: Post,
): Refusal | { post: Post | undefined; onBehalf?: OnBehalf } => {
  const { context, file } = recording;
  const own = ownPost(file, context);
  if (onBehalf !== true) {
    if (own !== undefined || others !== undefined) return { post: own ?? others };
    const message = '您不是责任主体一方：代为办理的，请注明代办并上传责任主体签字的材料或其照片。';
    return refuseField('on-behalf-missing', message, '/onBehalf');
  }
  const [post] = grantedPosts(ON_BEHALF, context, stakeOf(file));
  if (own !== undefined || post === undefined) {
    const message = '只有责任单位、所在村居可以代责任主体办理；责任主体一方自己办理的不必注明代办。';
    return refuse('forbidden', 'not-on-behalf', message, ['RU', 'VGm', 'VGg'], '/onBehalf');
  }
  const subject = withoutAccount(file, context);
  if (subject === undefined) return hasOneItself();
  if (signedAttachmentIds.length === 0) {
    const message = '代办须上传责任主体签字的材料或其照片。';
    return refuseField('signed-paper-missing', message, '/signedAttachmentIds');
  }
  const signed = evidenceOf(context, signedAttachmentIds, '/signedAttachmentIds', reuseReason);
  if (isRefusal(signed)) return signed;
  return { post, onBehalf: { subjectId: subject.subjectId, signed } };
};
