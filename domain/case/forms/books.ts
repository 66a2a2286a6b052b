import type { Context } from '../../context';
import type { FieldForm, Form, Known } from '../../form';
import { RIGHTS } from '../../people/authority';
import { survivorOf } from '../../people/doubles';
import { hazardTypeOf } from '../../policy/clocks';
import type { CaseFile } from '../file';
import { isRouted } from '../routing';
import { seconds, unitsToday } from './people';

/** Before the case is with who answers for it: verifying, grading, naming units. */

export const verifying = (_: CaseFile, context: Context): Form => ({
  fields: {
    method: {},
    finding: {},
    coActorId: { of: 'method', among: () => seconds(context, RIGHTS.verify) },
  },
});

/** Type, clause and subjects; the domain and the clauses are those of the type. */
export const grading = (file: CaseFile, { policy, directory }: Context, { subjectIds }: Known): Form['fields'] => {
  const subjects = file.subjects.length > 0 ? file.subjects.map((one) => one.subjectId) : file.reportedSubjectIds;
  const own = [...new Set(subjects.map((id) => survivorOf(directory, id)))];
  const known = [...new Set([...own, ...subjectIds])];
  return {
    hazardType: { among: policy.hazardTypes.map(({ id }) => id), default: file.hazardType },
    domain: { of: 'hazardType', among: (type) => [hazardTypeOf(policy, type)?.domain ?? 'other'], filled: true },
    clauseId: { of: 'hazardType', among: (type) => hazardTypeOf(policy, type)?.clauseIds ?? [], filled: true },
    subjectIds: { among: known, open: true, default: own.length > 0 ? own : known.slice(0, 1) },
  };
};

const OUTSIDE = '牵头单位、责任单位不在这类隐患的分工之内的，须填写理由。';

/** The units of the pack's row first; any other that can is allowed with a reason. */
export const naming = (file: CaseFile, context: Context): Form => {
  const all = unitsToday(context);
  const { units } = context.directory;
  const routed = (as: 'lead' | 'responsible'): FieldForm => {
    const suggested = all.filter((unitId) => {
      const unit = units[unitId];
      return unit !== undefined && isRouted(file, context, unit, as);
    });
    return { among: [...new Set([...suggested, ...all])], suggested, filled: true };
  };
  return {
    fields: {
      leadUnitId: routed('lead'),
      responsibleUnitId: routed('responsible'),
      coUnitIds: { among: all },
      reason: { help: OUTSIDE },
    },
    warnings: [{ text: OUTSIDE, field: '/reason' }],
  };
};

export const refusingAssignment = (_: CaseFile, context: Context): Form => ({
  fields: {
    reason: {},
    proposedUnitId: { among: unitsToday(context), help: '可以建议由哪个单位承办；不填也可退回。' },
  },
});
