import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import { RIGHTS } from '../people/authority';
import { validOn, type Post, type Unit } from '../people/directory';
import { refuseField, rolesOf } from '../people/permit';
import type { PackUnit, RoutingRow } from '../policy/pack';
import type { Refusal } from '../stream';
import type { CaseFile } from './file';
import { isSubjectUnit } from './parts';

/** Who is to lead, to answer for a case and to take part, as an assignment names them. */
export interface Naming {
  leadUnitId: string;
  responsibleUnitId: string;
  coUnitIds: string[];
}

/** The kinds of units that grade and re-check; a coordinating office, a village and a company do neither (authority.md 2). */
const ABLE: readonly PackUnit['kind'][] = ['department', 'enforcement', 'station', 'district-department'];

/** The first row of the pack that names the type of the case. */
export const routingRowOf = ({ hazardType }: Pick<CaseFile, 'hazardType'>, { policy }: Pick<Context, 'policy'>) =>
  policy.routing.find((row) => row.hazardTypes?.includes(hazardType));

type List = Pick<RoutingRow, 'leads' | 'responsible'>;

const packUnit = ({ policy }: Context, slug: string): PackUnit | undefined =>
  policy.units.find((candidate) => candidate.slug === slug);

/** Leads of one list; for an office that leads stands the first responsible unit that can (settled 3.7). */
const leadsOf = (context: Context, { leads, responsible }: List): string[] => {
  const able = responsible.find((slug) => {
    const row = packUnit(context, slug);
    return row !== undefined && row.collective !== true && ABLE.includes(row.kind);
  });
  return leads.flatMap((slug) => {
    const isOffice = packUnit(context, slug)?.kind === 'office';
    return isOffice && able !== undefined ? [able, slug] : [slug];
  });
};

/** Whether a short name of the pack means this unit; a word that stands for several is matched by kind (各村居). */
const means = (context: Context, unit: Unit, slug: string): boolean => {
  const row = packUnit(context, slug);
  return row?.collective === true ? unit.kind === row.kind : unit.slug === slug;
};

/** True when the unit is among them; an empty list binds nothing. */
const fits = (context: Context, unit: Unit, slugs: string[]): boolean =>
  slugs.length === 0 || slugs.some((slug) => means(context, unit, slug));

const named = (context: Context, slugs: string[]): string =>
  [...new Set(slugs)].map((slug) => packUnit(context, slug)?.name ?? slug).join('、');

/** Whom the pack's row for the type of a case names, bracket or prose; nobody where it has no row. */
const namedInRow = (file: CaseFile, context: Context): { lead: string[]; responsible: string[] } => {
  const row = routingRowOf(file, context);
  const lists: List[] = row === undefined ? [] : row.prose === undefined ? [row] : [row, row.prose];
  return {
    lead: lists.flatMap((list) => leadsOf(context, list)),
    responsible: lists.flatMap((list) => list.responsible),
  };
};

/** True for a unit that the pack's row names for this, so that it needs no reason. */
export const isRouted = (file: CaseFile, context: Context, unit: Unit, as: 'lead' | 'responsible'): boolean => {
  const slugs = namedInRow(file, context)[as];
  return slugs.length > 0 && fits(context, unit, slugs);
};

/** Why an assignment needs a reason: who is named is not who the pack's row for this type names. */
const outsideRow = (file: CaseFile, context: Context, lead: Unit, responsible: Unit): Refusal | null => {
  const { lead: leads, responsible: responsibles } = namedInRow(file, context);
  const strange = [
    ...(fits(context, lead, leads) ? [] : [`牵头单位应为${named(context, leads)}`]),
    ...(fits(context, responsible, responsibles) ? [] : [`责任单位应为${named(context, responsibles)}`]),
  ];
  if (strange.length === 0) return null;
  const message = `所选单位不在这类隐患的分工之内（按政策包，${strange.join('，')}）：请改选，或填写交办理由。`;
  return refuseField('outside-routing', message, '/reason');
};

const postsIn = (context: Context, unitId: string): Post[] => {
  const today = civilDateOf(context.now);
  return context.directory.posts.filter((post) => post.unitId === unitId && validOn(post, today));
};

/** Why a unit cannot be named at all: it is of another town, has ended, or nobody there holds a post today. */
const absentRefusal = (context: Context, unitId: string, pointer: string): Refusal | null => {
  const unit = context.directory.units[unitId];
  if (unit === undefined || !validOn(unit, civilDateOf(context.now)))
    return refuseField('unit-unknown', '单位不存在或已撤销。', pointer);
  return postsIn(context, unitId).length > 0
    ? null
    : refuseField('unit-empty', `${unit.name}没有在岗人员，不能交办：请改选，或先设岗位。`, pointer);
};

/** Why a unit cannot be made responsible, or null: nobody in it could sign for the assignment (settled 3.7). */
export const responsibleRefusal = (context: Context, unitId: string, pointer: string): Refusal | null => {
  const absent = absentRefusal(context, unitId, pointer);
  if (absent) return absent;
  const roles = rolesOf(RIGHTS['accept-assignment']);
  if (postsIn(context, unitId).some((post) => roles.includes(post.role))) return null;
  const name = context.directory.units[unitId]?.name ?? '';
  return refuseField('nobody-accepts', `${name}没有可以签收的人员，不能作责任单位，请改选。`, pointer);
};

/** A unit that is itself the subject leads no case against itself: it could issue and serve nothing (settled 3.4). */
export const leadRefusal = (file: CaseFile, context: Context, unitId: string, pointer: string): Refusal | null => {
  const absent = absentRefusal(context, unitId, pointer);
  if (absent || !isSubjectUnit(file, unitId)) return absent;
  const name = context.directory.units[unitId]?.name ?? '';
  const words = `${name}就是本案责任主体，不得给自己制发文书，不能作牵头单位，请改选。`;
  return refuseField('lead-is-subject', words, pointer);
};

/**
 * Why these units may not be named, or null (settled 3.7): for every act that names them, by the office or by a leader.
 * `reason` is what the act gives for leaving the pack's row.
 */
export const namingRefusal = (
  file: CaseFile,
  context: Context,
  { leadUnitId, responsibleUnitId, coUnitIds }: Naming,
  reason: string | undefined,
): Refusal | null => {
  const impossible =
    leadRefusal(file, context, leadUnitId, '/leadUnitId') ??
    responsibleRefusal(context, responsibleUnitId, '/responsibleUnitId') ??
    coUnitIds
      .map((id, index) => absentRefusal(context, id, `/coUnitIds/${String(index)}`))
      .find((refusal) => refusal !== null);
  if (impossible) return impossible;
  const { [leadUnitId]: lead, [responsibleUnitId]: responsible } = context.directory.units;
  if (reason !== undefined || lead === undefined || responsible === undefined) return null;
  return outsideRow(file, context, lead, responsible);
};
