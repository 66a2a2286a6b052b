import type { OpenEscalation } from '../../domain/escalation/commands';

/** A 通报 of the subject of these cases, as the office proposes it by hand. */
export const circularOn = (caseId: string): OpenEscalation => ({
  type: 'open',
  act: 'circular',
  addressee: 'subject:s1',
  addresseeName: '某物业公司',
  addresseeIsCompany: true,
  hostUnitId: 'chengyun',
  byLadder: false,
  reason: '屡次逾期',
  cases: [{ caseId, cycle: 1, major: false }],
  why: 'named',
});
