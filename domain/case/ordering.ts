import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import type { Post } from '../people/directory';
import { actingPosts } from './acting';
import { refuse, refuseField, rolesOf, type Grant } from '../people/permit';
import type { Refusal, Signer } from '../stream';
import { aheadRefusal } from './ahead';
import { isRefusal } from './evidence';
import type { CaseFile, CasePaper } from './file';
import { isCertified, notCertified, officerPost } from './officers';
import { isOnSubjectSide, isSubjectUnit, ofSubject } from './parts';
import { overtaken } from './overtaken';
import type { Proposal } from './proposal';
import { hasPowerIn, noPowerHere } from './power';
import { namedActor, noSecondOfficer, secondPost, type SecondNeeds } from './second';
import { hazardTypeOf } from '../policy/clocks';
import type { Clause } from '../policy/pack';
import { stakeOf } from './recording';

/** The fields of an order that are asked again on the day of its approval. */
export interface OrderFields {
  paperType: string | undefined;
  clauseId: string | undefined;
  inspectionRef: string | undefined;
  emergencyReason: string | undefined;
  dueOn: string | undefined;
}

/** Who may propose an order (authority.md 1). */
export const ORDERING: Grant[] = [{ roles: ['EFo', 'ST', 'DS'] }];

export const noCapacity = (): Refusal =>
  refuse(
    'issuer-lacks-capacity',
    'no-power-to-order',
    '本单位没有作出责令决定的权力：协调机构可制发《提示单》，或以镇政府名义制发《整改意见书》；责令文书由有权机关作出。',
    ['EFo', 'ST', 'DS'],
  );

/** The second officer of an order by this unit (settled 1.4). */
export const orderSecond = (authority: string): SecondNeeds & { authority: string } => ({
  grants: ORDERING,
  authority,
});

/** The actor's post in which he may sign an order today: of a unit that has the power, certified (T5b; ). */
export const orderingPost = (file: CaseFile, context: Context): Post | Refusal => {
  const able = actingPosts(ORDERING, file, context).filter((post) => {
    const unit = context.directory.units[post.unitId];
    return unit !== undefined && unit.orderBasis !== null && !isSubjectUnit(file, post.unitId);
  });
  if (able.length === 0) return noCapacity();
  if (isOnSubjectSide(file, context))
    return ofSubject(
      file,
      { grants: ORDERING, asking: context, stake: stakeOf(file) },
      '与责任主体有关的执法人员须回避，请由其他人员办理。',
    );
  const competent = able.filter((post) => hasPowerIn(file, context, post));
  if (competent.length === 0) return noPowerHere();
  return competent.find((post) => isCertified(post, civilDateOf(context.now))) ?? notCertified();
};

/** Who may not sign an order today proposes none. */
export const cannotOrder = (file: CaseFile, context: Context): Refusal | null => {
  const post = orderingPost(file, context);
  return isRefusal(post) ? post : null;
};

/** Refusal where whoever may sign an order finds no second officer for it today. */
export const noSecondToOrder = (file: CaseFile, context: Context): Refusal | null => {
  const post = orderingPost(file, context);
  return isRefusal(post) ? null : noSecondOfficer(file, context, orderSecond(post.unitId));
};

/** True for a clause of a law; the notice's own words and a standard that only tells what is 重大 are no ground (settled 1.5). */
export const isGroundForOrder = ({ source, major }: Clause): boolean => 'law' in source && major !== true;

/** An order rests on a legal clause of the case's hazard type, in force on the day (settled 1.5). */
const groundRefusal = (file: CaseFile, context: Context, clauseId: string | undefined): Refusal | null => {
  const clause = context.policy.clauses.find((candidate) => candidate.id === clauseId);
  const ofType = hazardTypeOf(context.policy, file.hazardType)?.clauseIds ?? [];
  if (clause === undefined || !ofType.includes(clause.id))
    return refuseField('clause-unknown', '依据条款不存在或不适用于本案隐患类型。', '/clauseId');
  if (!isGroundForOrder(clause)) {
    const words = '责令文书须以法律、法规条款为依据，行动方案的要求和重大隐患判定标准不能作为依据。';
    return refuseField('clause-not-legal', words, '/clauseId');
  }
  const today = civilDateOf(context.now);
  return (clause.validFrom ?? today) > today || (clause.validTo ?? today) < today
    ? refuseField('clause-not-in-force', '依据条款在今日不生效。', '/clauseId')
    : null;
};

/** Refusal where no clause of the case's hazard type would carry an order today. */
export const noGround = (file: CaseFile, context: Context): Refusal | null => {
  const clauseIds = hazardTypeOf(context.policy, file.hazardType)?.clauseIds ?? [];
  return clauseIds.some((clauseId) => groundRefusal(file, context, clauseId) === null)
    ? null
    : refuse(
        'illegal-transition',
        'clause-not-legal',
        '本案隐患类型没有今日有效、可作为责令依据的法律、法规条款，不能制发责令文书。',
      );
};

/** An order that is served rests on what the case is on that day: another type or a clause out of force asks for another (settled 1.1). */
export const groundLost = (
  file: CaseFile,
  context: Context,
  { statutory, clauseId }: Pick<CasePaper, 'statutory' | 'clauseId'>,
): Refusal | null => {
  if (!statutory || clauseId === undefined) return null;
  const lost = groundRefusal(file, context, clauseId ?? undefined);
  const advice = '请撤回这份文书，按现在的情况另行制发。';
  return lost && { ...overtaken(lost, { command: 'propose', act: 'statutory-order' }, advice), pointer: '/documentId' };
};

/** What an order must say: the paper, the ground, the inspection or the emergency, a date that lies ahead (T5b). */
export const orderFieldsRefusal = (file: CaseFile, context: Context, fields: OrderFields): Refusal | null => {
  const { paperType, clauseId, inspectionRef, emergencyReason, dueOn } = fields;
  const row = context.policy.papers.find((paper) => paper.type === paperType);
  if (row === undefined || !row.statutory) return refuseField('paper-type-unknown', '不是责令类文书。', '/type');
  if (inspectionRef === undefined && emergencyReason === undefined) {
    return refuseField('inspection-missing', '请填写行政检查编号，或紧急情况理由。', '/inspectionRef');
  }
  const ground = groundRefusal(file, context, clauseId);
  if (ground) return ground;
  if (dueOn !== undefined && !context.policy.acceptsPrintedDates) {
    return refuseField('printed-date-not-accepted', '演练政策包不接受指定日期。', '/dueOn');
  }
  return dueOn === undefined ? null : aheadRefusal(context, dueOn, '整改期限', '/dueOn');
};

/** The second officer of a proposed order as he signs today; undefined where he is no certified officer of it any more. */
export const secondOfficer = (context: Context, proposal: Proposal): Signer | undefined => {
  const personId = proposal.data['coActorId'];
  const authority = proposal.by.kind === 'person' ? proposal.by.post?.unitId : undefined;
  if (typeof personId !== 'string' || authority === undefined) return undefined;
  const post = officerPost(context, personId, authority, rolesOf(ORDERING));
  return post && { kind: 'person', personId, post: { role: post.role, unitId: post.unitId } };
};

const officerLost = (what: string): Refusal => refuse('issuer-lacks-capacity', 'officer-lost', what);

/** Both officers of a proposed order, checked again on the day on which it is approved and issued (settled 1.1, 1.4). */
export const officersRefusal = (file: CaseFile, context: Context, proposal: Proposal): Refusal | null => {
  const { by, data } = proposal;
  const authority = by.kind === 'person' ? by.post?.unitId : undefined;
  if (by.kind !== 'person' || authority === undefined) return officerLost('提请人已无权作出责令决定。');
  const first = orderingPost(file, { ...context, actor: namedActor(context, by.personId) });
  if (isRefusal(first) || officerPost(context, by.personId, authority, rolesOf(ORDERING)) === undefined)
    return officerLost('提请人已不是持有效执法证件的该机关执法人员。');
  const coActorId = data['coActorId'];
  if (typeof coActorId !== 'string') return officerLost('没有会签的执法人员。');
  const second = secondPost(file, { ...context, actor: namedActor(context, coActorId) }, orderSecond(authority));
  return isRefusal(second) ? second : null;
};
