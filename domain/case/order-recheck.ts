import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import { RIGHTS } from '../people/authority';
import type { Post } from '../people/directory';
import { actingPosts } from './acting';
import { isActor, refuse, refuseField, rolesOf, signAs } from '../people/permit';
import { SYSTEM, type Refusal } from '../stream';
import type { CaseFile } from './file';
import { isNobodyHomeTold } from './fold-rungs';
import { hasTooFew, isCertified, notCertified, officerPost } from './officers';
import { issuerOf, orderInForce, underOrder } from './issuing';
import { SECOND } from './second';
import { record, type Recording } from './recording';

/** Who re-checks, under an order as an officer. */
export const RECHECKERS = rolesOf(RIGHTS['record-recheck']);

/** The authority whose order the case stands under. */
export const orderingAuthority = (file: CaseFile): string | undefined => {
  const order = orderInForce(file);
  return order && issuerOf(order);
};

const isOfDistrict = ({ directory }: Context, { unitId }: Post): boolean =>
  directory.units[unitId]?.kind === 'district-department';

/**
 * Once a re-check is owed under the order of an authority with fewer than two officers, its head and L2 are told
 * (settled 1.4): nobody of it can do it, the competent district department can.
 */
export const tellTooFewOfficers = (recording: Recording): void => {
  const { file, context } = recording;
  const authority = orderingAuthority(file);
  if (authority === undefined || !hasTooFew(context, authority, RECHECKERS)) return;
  if (isNobodyHomeTold(file, 'recheck')) return;
  const body = { act: 'nobody-home', clock: 'recheck', level: 0, addressee: `unit:${authority}` } as const;
  record(recording, 'rung-reached', body, SYSTEM);
};

/** The unit whose officers began the re-check. */
const recheckingAuthority = (file: CaseFile): string | undefined =>
  file.recheckStartedBy.flatMap((signer) => (signer.kind === 'person' ? (signer.post?.unitId ?? []) : []))[0];

/** Those who began the re-check and are still certified officers of its authority today. */
const recheckersToday = (file: CaseFile, context: Context): string[] => {
  const authority = recheckingAuthority(file);
  if (authority === undefined) return [];
  return file.recheckStartedBy.flatMap((signer) =>
    signer.kind === 'person' && officerPost(context, signer.personId, authority, RECHECKERS) ? [signer.personId] : [],
  );
};

/** The actor's certified post in a district department, where the authority that began has too few officers left. */
const districtPost = (file: CaseFile, context: Context): Post | undefined => {
  const authority = recheckingAuthority(file);
  if (authority !== undefined && !hasTooFew(context, authority, RECHECKERS)) return undefined;
  const today = civilDateOf(context.now);
  return actingPosts(RIGHTS['record-recheck'], file, context).find(
    (post) => isOfDistrict(context, post) && isCertified(post, today),
  );
};

/**
 * Under an order one of the two who began it records the result; where neither is an officer any more, a colleague; where
 * fewer than two are left, the competent district department.
 */
export const notTheRecheckers = (file: CaseFile, context: Context): Refusal | null => {
  if (!underOrder(file) || districtPost(file, context)) return null;
  const left = recheckersToday(file, context);
  return left.length === 0 || left.some((personId) => isActor(context, personId))
    ? null
    : refuse('sod-violation', 'not-the-recheckers', '须由到场复查的两名执法人员之一记录结果。');
};

/** Under an order a second officer is named. */
export const secondMissing = (message: string): Refusal => refuseField('second-officer-missing', message, SECOND);

/** The post in which the actor records the result of a re-check under an order: of who began it, or of the district. */
const recordingPost = (file: CaseFile, context: Context): Post | undefined => {
  const began = recheckingAuthority(file);
  const own = began === undefined ? undefined : officerPost(context, context.actor.personId, began, RECHECKERS);
  return own ?? districtPost(file, context);
};

/** The result of a re-check under an order is recorded by an officer. */
export const notRecordedByOfficer = (file: CaseFile, context: Context): Refusal | null =>
  underOrder(file) && recordingPost(file, context) === undefined ? notCertified() : null;

/** True while the other who began the re-check is an officer of it still. */
const isWithOther = (file: CaseFile, context: Context, own: Post): boolean =>
  own.unitId === recheckingAuthority(file) &&
  recheckersToday(file, context).some((personId) => personId !== context.actor.personId);

/** The authority of which the actor has to name a second officer for the result of a re-check; null where he has not. */
export const authorityOfSecond = (file: CaseFile, context: Context): string | null => {
  const own = underOrder(file) ? recordingPost(file, context) : undefined;
  return own === undefined || isWithOther(file, context, own) ? null : own.unitId;
};

/**
 * Signs as the officer who records the result of a re-check under an order, and returns the authority of both officers on
 * the day on which it takes effect (settled 1.4). A second must be named unless the other who began it is one still.
 */
export const recordingAuthority = (recording: Recording, coActorId: string | undefined): string | Refusal => {
  const { context, file } = recording;
  const own = recordingPost(file, context);
  if (own === undefined) return notCertified();
  recording.signer = signAs(context, own);
  return coActorId !== undefined || isWithOther(file, context, own)
    ? own.unitId
    : secondMissing('另一名到场复查的执法人员已不符合条件，请指定同一机关的会签人。');
};
