import type { CaseCommand } from '../../../domain/case/commands';
import { at } from './shanghai';
import { baihe } from './baihe-town';
import { served } from './given';
import { Play } from './play';

const today = '2025-12-01';
const type = baihe.hazardTypes.find(
  (row) =>
    row.fixAtOnce !== true &&
    row.clauseIds.some((id) => baihe.clauses.find((clause) => clause.id === id)?.major && row.domain === 'fire'),
);
const clause = baihe.clauses.find(
  (row) =>
    row.major &&
    type?.clauseIds.includes(row.id) &&
    (row.validFrom ?? today) <= today &&
    today <= (row.validTo ?? today),
);

/** The proposal to confirm a hazard as 重大, of the first fire type that a standard judges today unless another is named. */
export const proposingMajor = (
  hazardType = type?.id ?? '',
  clauseId = clause?.id ?? '',
): Extract<CaseCommand, { type: 'propose' }> => ({
  type: 'propose',
  act: 'confirm-major',
  reason: '符合判定标准',
  attachmentIds: [],
  fields: { domain: 'fire', hazardType, clauseId, subjectIds: ['s1'], control: { notNeeded: '现场无人' } },
});

export const confirm: CaseCommand = proposingMajor();

export const planTo = (finishOn: string): Extract<CaseCommand, { type: 'file-plan' }> => ({
  type: 'file-plan',
  goal: '清退住宿',
  measures: [{ kind: 'management', text: '清退' }],
  funds: '2万元',
  personInCharge: '王某',
  finishOn,
  emergencyPlan: '疏散预案',
  attachmentIds: [],
});

export const acceptPlan: CaseCommand = { type: 'decide-plan', decision: 'approve', opinion: '同意' };
export const returnPlan: CaseCommand = { type: 'decide-plan', decision: 'reject', opinion: '措施不足' };

/** Confirmed as 重大 on 1 December 2025. */
export const major = (): Play =>
  new Play(baihe, at('2025-12-01T09:00')).registered().act('ldc', confirm).decide('ds1', 'confirm-major');

/** A 重大 with a notice that is not served yet, with this printed date or none. */
export const noticed = (dueOn?: string): Play =>
  major()
    .act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] })
    .act('vgm', { type: 'accept-assignment' })
    .act('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '清退',
      ...(dueOn === undefined ? {} : { dueOn }),
    });

/** The same, served on 1 December 2025. */
export const notified = (dueOn?: string): Play => {
  const play = noticed(dueOn);
  return play.act('ldc', served(play.file.papers[0]?.documentId ?? '', play.now));
};
