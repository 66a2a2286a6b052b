import { COMPANIES } from './stack-companies';
import type { SeenCase } from './stack-known';
import type { Random } from './stack-random';

/** A command that takes a case on, and who gives it. */
export interface Step {
  username: string;
  command: string;
  body: Record<string, unknown>;
}

/** Hazard types of the play with a clause that is not one of 重大. */
export const HAZARDS: readonly { type: string; clauseId: string; domain: string }[] = [
  { type: 'charging-site-fire', clauseId: 'baihe-charging-site', domain: 'fire' },
  { type: 'gas-user-problem', clauseId: 'baihe-gas-check', domain: 'gas' },
  { type: 'plant-warehouse', clauseId: 'baihe-plant', domain: 'work-safety' },
];

const TOWN = 'drill-town';
const officerOf = (subjectId: string | null): string =>
  COMPANIES.find((company) => company.subjectId === subjectId)?.officer ?? 'ens';

/** Takes a photograph for this person and gives its id. */
export type Photos = (username: string) => Promise<string>;

const decision = (random: Random, proposalId: string, approvals: number): Record<string, unknown> => ({
  proposalId,
  ...(random.chance(approvals)
    ? { decision: 'approve', opinion: '同意' }
    : { decision: 'reject', opinion: '退回', returnTo: random.pick(['rectifying', 'rechecking']) }),
});

/** The decision on a proposal of this act that is open, and who takes it. */
const decide = (seen: SeenCase, act: string, username: string, random: Random, approvals: number): Step | null => {
  const proposal = seen.proposals.find((one) => one.act === act);
  return proposal === undefined
    ? null
    : { username, command: 'decide-proposal', body: decision(random, proposal.proposalId, approvals) };
};

/** What comes next on the main line of a case, with detours; null where nobody can do anything now. */
export const nextStep = async (seen: SeenCase, random: Random, photo: Photos): Promise<Step | null> => {
  const hazard = HAZARDS.find((one) => one.type === seen.hazardType) ?? HAZARDS[0];
  const officer = officerOf(seen.subjectId);
  switch (seen.status) {
    case 'lead': {
      const voiding = decide(seen, 'void', 'ofd', random, 0.5);
      if (voiding) return voiding;
      if (random.chance(0.05)) return { username: 'vgg', command: 'withdraw-lead', body: { reason: '重复' } };
      if (random.chance(0.05)) {
        const body = { act: 'void', reason: '不属实', attachmentIds: [await photo('ru')] };
        return { username: 'ru', command: 'propose', body };
      }
      return { username: 'ofc', command: 'verify', body: { method: 'documents', finding: '属实' } };
    }
    case 'registered':
      return {
        username: 'ldc',
        command: 'grade',
        body: {
          grade: 'general',
          domain: hazard?.domain,
          hazardType: hazard?.type,
          clauseId: hazard?.clauseId,
          subjectIds: [random.pick(COMPANIES).subjectId],
        },
      };
    case 'graded':
      return {
        username: 'ofc',
        command: 'assign',
        body: { leadUnitId: `${TOWN}-chengyun`, responsibleUnitId: `${TOWN}-meiqiao`, reason: '城运中心牵头' },
      };
    case 'assigned':
      return assignedStep(seen, random);
    case 'rectifying':
      if (seen.overdue && random.chance(0.3)) return { username: 'ldc', command: 'start-recheck', body: {} };
      return random.chance(0.2)
        ? { username: officer, command: 'report-progress', body: { percent: random.whole(0, 99), done: '正在整改' } }
        : {
            username: officer,
            command: 'request-recheck',
            body: {
              report: '已整改',
              beforeAttachmentIds: [await photo(officer)],
              afterAttachmentIds: [await photo(officer)],
            },
          };
    case 'awaiting-recheck':
      return { username: 'ldc', command: 'start-recheck', body: {} };
    case 'rechecking':
      return {
        username: 'ldc',
        command: 'record-recheck',
        body: {
          result: random.chance(0.75) ? 'passed' : 'failed',
          findings: '现场查看',
          attachmentIds: [await photo('ldc')],
        },
      };
    case 'closure-review':
      return decide(seen, 'close', random.pick(['ofd', 'ofd2']), random, 0.8);
    case 'watching':
      return (
        decide(seen, 'relapse', 'ofd', random, 0.7) ?? {
          username: 'vgg',
          command: 'record-watch-visit',
          body: { result: random.chance(0.8) ? 'clean' : 'found-again', attachmentIds: [await photo('vgg')] },
        }
      );
    default:
      return null;
  }
};

const assignedStep = (seen: SeenCase, random: Random): Step | null => {
  const above = decide(seen, 'reassign-above', 'l2', random, 1);
  if (above) return { ...above, body: { ...above.body, unitId: `${TOWN}-meiqiao` } };
  if (!seen.accepted) {
    if (!seen.assignable)
      return {
        username: 'ofc',
        command: 'reassign',
        body: { leadUnitId: `${TOWN}-chengyun`, responsibleUnitId: `${TOWN}-meiqiao`, reason: '重新交办' },
      };
    return random.chance(0.15)
      ? { username: 'vgm', command: 'refuse-assignment', body: { reason: '不属本村' } }
      : { username: 'vgm', command: 'accept-assignment', body: {} };
  }
  if (seen.unserved === null)
    return {
      username: 'ldc',
      command: 'issue-notice',
      body: { type: 'xianqi-zhenggai-yijian', issuerUnitId: `${TOWN}-chengyun`, requirements: '限期整改' },
    };
  return {
    username: 'ldc',
    command: 'record-service',
    body: {
      documentId: seen.unserved,
      mode: 'direct',
      servedAt: new Date(Date.now() - random.whole(0, 3_000)).toISOString(),
      recipientName: '负责人',
    },
  };
};

/** Commands that the state of the case forbids. */
export const illegalStep = async (seen: SeenCase, random: Random, photo: Photos): Promise<Step> => {
  const wrong: Step[] = [
    { username: 'vgg', command: 'verify', body: { method: 'on-site', finding: '属实' } },
    { username: 'vgm', command: 'accept-assignment', body: {} },
    {
      username: 'ldc',
      command: 'record-recheck',
      body: { result: 'passed', findings: '无', attachmentIds: [await photo('ldc')] },
    },
    {
      username: 'ofc',
      command: 'assign',
      body: { leadUnitId: `${TOWN}-chengyun`, responsibleUnitId: `${TOWN}-meiqiao`, reason: '城运中心牵头' },
    },
    { username: 'ldc', command: 'propose', body: { act: 'new-date', reason: '延期', newDueOn: '2099-01-01' } },
  ];
  const legalFrom: Record<string, string> = {
    verify: 'nowhere',
    'accept-assignment': 'assigned',
    'record-recheck': 'rechecking',
    assign: 'graded',
    propose: 'rectifying',
  };
  return random.pick(wrong.filter(({ command }) => legalFrom[command] !== seen.status));
};
