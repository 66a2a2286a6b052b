import type { CaseCommand, ReportCommand } from '../../domain/case/commands';
import type { Seen } from './door-words';
import type { Order } from './client';
import type { Random } from './stack-random';
import {
  both,
  department,
  headOf,
  policy,
  standsFor,
  subjectIds,
  townId,
  villageIds,
  type Camera,
} from './database-town';

/** A case as a client last saw it. */
export interface Known extends Seen {
  /** Who began the re-check, as far as this client began it. */
  rechecker: string | null;
}

const caseIdOf = (streamId: string): string => streamId.slice('case:'.length);

/** A command on a case, on the version that was seen. */
export const orderOn = (known: Seen, person: string, command: CaseCommand, version = known.version): Order => ({
  person,
  target: { streamId: known.streamId, command },
  expectVersion: version,
});

export const reportBy = (person: string, title: string, photo: string): Order => {
  const command: ReportCommand = {
    type: 'report',
    title,
    description: '',
    source: 'grid-patrol',
    foundAt: new Date(Date.now() - 60_000).toISOString(),
    place: { address: title },
    hazardType: 'charging-site-fire',
    subjectIds: [],
    campaignIds: [],
    protectedSource: false,
    attachmentIds: [photo],
  };
  return { person, target: { opens: 'case', townId, policy, command }, expectVersion: null };
};

/** The step that comes next in the life of a case, or null when nothing is left to do. */
export const nextStep = (known: Known, random: Random, camera: Camera): Order | null => {
  const give = (person: string, command: CaseCommand): Order => orderOn(known, person, command);
  switch (known.status) {
    case 'lead':
      return give('ofc', { type: 'verify', method: 'documents', finding: '属实' });
    case 'registered':
      return give('ldc', {
        type: 'grade',
        grade: 'general',
        domain: 'fire',
        hazardType: 'charging-site-fire',
        clauseId: 'baihe-charging-site',
        subjectIds: [random.pick(subjectIds)],
      });
    case 'graded':
      return give('ofc', {
        type: 'assign',
        leadUnitId: department,
        responsibleUnitId: random.pick(villageIds),
        coUnitIds: [],
      });
    case 'assigned':
      return afterAssignment(known, give);
    case 'rectifying':
      return requestRecheck(known, camera);
    case 'awaiting-recheck':
      return give(random.chance(0.6) ? both : 'ldc', { type: 'start-recheck' });
    case 'rechecking':
      return recordRecheck(known, random.chance(0.85) ? 'passed' : 'failed', camera);
    case 'closure-review':
      return decideClosing(known, random.pick(['ofd', 'ofd2']), random.chance(0.9) ? 'approve' : 'reject');
    case 'watching':
      return duringWatch(known, random, camera);
    default:
      return null;
  }
};

const requestRecheck = (known: Known, camera: Camera): Order => {
  const person = standsFor(known.subjectId ?? '');
  return orderOn(known, person, {
    type: 'request-recheck',
    report: '已整改',
    beforeAttachmentIds: [camera(person)],
    afterAttachmentIds: [camera(person)],
  });
};

const duringWatch = (known: Known, random: Random, camera: Camera): Order => {
  const relapse = known.proposals.find(({ act }) => act === 'relapse');
  if (relapse && random.chance(0.5)) {
    const { proposalId } = relapse;
    return orderOn(known, 'ofd', { type: 'decide-proposal', proposalId, decision: 'approve', opinion: '阅' });
  }
  const result = random.chance(0.8) ? 'clean' : 'found-again';
  return orderOn(known, 'vgg', { type: 'record-watch-visit', result, attachmentIds: [camera('vgg')] });
};

const afterAssignment = (known: Known, give: (person: string, command: CaseCommand) => Order): Order => {
  if (!known.accepted) return give(headOf(known.responsibleUnitId ?? ''), { type: 'accept-assignment' });
  if (known.documentId === null) {
    return give('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: department,
      requirements: '配置消防设施',
    });
  }
  return give('ldc', {
    type: 'record-service',
    documentId: known.documentId,
    mode: 'direct',
    servedAt: new Date(Date.now() - 1_000).toISOString(),
    recipientName: '张三',
    refused: false,
  });
};

export const recordRecheck = (known: Known, result: 'passed' | 'failed', camera: Camera): Order => {
  const person = known.rechecker ?? 'ldc';
  return orderOn(known, person, { type: 'record-recheck', result, findings: '已查', attachmentIds: [camera(person)] });
};

/** Mended before the inspector's eyes: the closing is proposed at once, and whoever signed may not decide it. */
export const fixOnTheSpot = (known: Known, person: string, camera: Camera): Order =>
  orderOn(known, person, {
    type: 'fix-on-the-spot',
    attachmentIds: [camera(person), camera(person)],
    subjectSignature: '李四',
  });

/** The closing that is proposed, or any name where none is. */
export const decideClosing = (known: Known, person: string, decision: 'approve' | 'reject'): Order => {
  const proposalId = known.proposals.find(({ act }) => act === 'close')?.proposalId ?? 'none';
  return orderOn(known, person, { type: 'decide-proposal', proposalId, decision, opinion: '阅' });
};

/** The closing that a re-check or a fix on this very version will propose, decided before anybody has seen it. */
export const decideForeseen = (known: Known, person: string): Order => {
  const version = known.version + 2;
  const proposalId = `${caseIdOf(known.streamId)}-p${version}`;
  return orderOn(known, person, { type: 'decide-proposal', proposalId, decision: 'approve', opinion: '阅' }, version);
};

export const noteBy = (known: Known, person: string, text: string, version = known.version): Order =>
  orderOn(known, person, { type: 'add-note', text }, version);
