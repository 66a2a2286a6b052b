import type { CaseCommand } from '../../domain/case/commands';
import type { EscalationCommand } from '../../domain/escalation/commands';
import { aDoor, aRectifying, commanding, obeyed, onEscalation, opening, said, type TestDoor } from '../support/record';

type OnCase = { [T in CaseCommand['type']]: Extract<CaseCommand, { type: T }> };
type OnEscalation = { [T in EscalationCommand['type']]: Extract<EscalationCommand, { type: T }> };

const until = '2025-09-20';

/** Every command of a case, as somebody may send it who is not to: a new command does not compile without its line. */
const onCase: OnCase = {
  verify: { type: 'verify', method: 'documents', finding: '属实' },
  grade: {
    type: 'grade',
    grade: 'general',
    domain: 'fire',
    hazardType: 'charging-site-fire',
    clauseId: 'nope',
    subjectIds: ['s1'],
  },
  assign: { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] },
  reassign: { type: 'reassign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [], reason: '属地' },
  'accept-assignment': { type: 'accept-assignment' },
  'refuse-assignment': { type: 'refuse-assignment', reason: '非本村' },
  'issue-notice': {
    type: 'issue-notice',
    paperType: 'zhenggai-yijian',
    issuerUnitId: 'chengyun',
    requirements: '责令停产',
  },
  'record-service': {
    type: 'record-service',
    documentId: 'nope',
    mode: 'direct',
    servedAt: '2025-09-15T02:00:00.000Z',
    recipientName: '张三',
    refused: false,
  },
  'withdraw-notice': { type: 'withdraw-notice', documentId: 'nope', reason: '写错' },
  'cancel-order': { type: 'cancel-order', documentId: 'nope', reason: '有误', attachmentIds: [] },
  'file-plan': {
    type: 'file-plan',
    goal: '整改',
    measures: [],
    funds: '无',
    personInCharge: '张三',
    finishOn: until,
    emergencyPlan: '撤离',
    attachmentIds: [],
  },
  'decide-plan': { type: 'decide-plan', decision: 'approve', opinion: '同意' },
  'report-progress': { type: 'report-progress', percent: 10, done: '在办', attachmentIds: ['a1', 'nope'] },
  'request-recheck': {
    type: 'request-recheck',
    report: '已改',
    beforeAttachmentIds: ['a1'],
    afterAttachmentIds: ['a1'],
  },
  'start-recheck': { type: 'start-recheck' },
  'record-recheck': { type: 'record-recheck', result: 'passed', findings: '合格', attachmentIds: ['a1'] },
  'fix-on-the-spot': { type: 'fix-on-the-spot', attachmentIds: ['a1'], subjectSignature: '张三' },
  'impose-control': {
    type: 'impose-control',
    scope: 'premises',
    measures: '断电',
    until: '2001-01-01',
    guardPersonId: 'vgg',
  },
  'lift-control': { type: 'lift-control', reason: '已消除', attachmentIds: [] },
  'extend-control': { type: 'extend-control', reason: '未消除', until, attachmentIds: [] },
  'record-watch-visit': { type: 'record-watch-visit', result: 'clean', attachmentIds: [] },
  'record-report-up': {
    type: 'record-report-up',
    reportedTo: '区',
    reportedAt: '2099-01-01T00:00:00.000Z',
    attachmentIds: [],
  },
  'co-sign': { type: 'co-sign', askId: 'nope', decision: 'confirm' },
  'withdraw-lead': { type: 'withdraw-lead', reason: '误报' },
  'add-note': { type: 'add-note', text: '查看' },
  propose: { type: 'propose', act: 'relapse', reason: '再现', attachmentIds: [], fields: {} },
  'decide-proposal': { type: 'decide-proposal', proposalId: 'nope', decision: 'approve', opinion: '同意' },
  'withdraw-proposal': { type: 'withdraw-proposal', proposalId: 'nope', reason: '不再需要' },
};

const heldAt = '2001-01-01T00:00:00.000Z';

const onOther: OnEscalation = {
  'hold-interview': { type: 'hold-interview', heldAt, hostPersonId: 'nobody', attendees: [] },
  'record-absence': { type: 'record-absence', reason: '未到', scheduledAt: heldAt, attachmentIds: [] },
  'file-minutes': { type: 'file-minutes', text: '纪要', attachmentIds: ['nope'] },
  'file-interview-report': { type: 'file-interview-report', text: '报告', attachmentIds: ['nope'] },
  'hear-company': { type: 'hear-company', statement: '无异议', heardAt: '2099-01-01T00:00:00.000Z' },
  publish: { type: 'publish', channel: '公告栏' },
  'withdraw-circular': { type: 'withdraw-circular', reason: '有误' },
  'decide-proposal': { type: 'decide-proposal', proposalId: 'nope', decision: 'approve', opinion: '同意' },
  'withdraw-proposal': { type: 'withdraw-proposal', proposalId: 'nope', reason: '不再需要' },
};

/** All that a refusal leaves alone; the stored answer and the audit line of it are not among them. */
const TABLES = [
  ...['stream', 'event', 'outbox', 'counter', 'notification', 'deadline', 'proposal_row', 'paper'],
  ...[
    'case_row',
    'case_subject',
    'escalation_row',
    'escalation_case',
    'attachment',
    'attachment_use',
    'reporter_identity',
  ],
];

const contents = async (test: TestDoor): Promise<string> => {
  const tables = await Promise.all(
    TABLES.map(async (table) => {
      const rows = await test.rows(`SELECT * FROM ${table}`);
      return [table, rows.map((row) => JSON.stringify(row)).sort()];
    }),
  );
  return JSON.stringify(tables);
};

/** A refusal says why; whoever is not of the town learns no more than that there is no such thing. */
const isRefusal = (status: number, reason: string | undefined): boolean =>
  status === 404 || (status > 400 && status < 500 && reason !== undefined);

describe('a refused act', () => {
  let test: TestDoor;
  let caseId: string;
  let escalationId: string;
  beforeAll(async () => {
    test = await aDoor();
    caseId = await aRectifying(test.door);
    const opened = await obeyed(
      test.door,
      opening('ofc', {
        type: 'open',
        act: 'interview',
        addressee: 'unit:meiqiao',
        addresseeName: '梅桥村',
        addresseeIsCompany: false,
        hostUnitId: 'zhuanban',
        byLadder: false,
        reason: '久拖不改',
        cases: [{ caseId, cycle: 1, major: false }],
        why: 'named',
      }),
    );
    escalationId = opened.body.streamId.slice('escalation:'.length);
  });
  afterAll(() => test.close());

  it.each(Object.values(onCase).map((command) => [command.type, command] as const))(
    'of a case changes no row: %s',
    async (_, command) => {
      const before = await contents(test);
      // Somebody without any post in this case, and one with the post but not the facts.
      for (const personId of ['nobody', 'vgm', 'enm', 'ens', 'ldc']) {
        if (command.type === 'add-note' && personId !== 'nobody') continue;
        const { status, body } = said(await test.door.execute(commanding(personId, caseId, command)));
        expect([personId, isRefusal(status, body.reason)]).toEqual([personId, true]);
      }
      expect(await contents(test)).toBe(before);
    },
  );

  it.each(Object.values(onOther).map((command) => [command.type, command] as const))(
    'of an escalation changes no row: %s',
    async (_, command) => {
      const before = await contents(test);
      for (const personId of ['nobody', 'vgm', 'ofc']) {
        const { status, body } = said(await test.door.execute(onEscalation(personId, escalationId, command)));
        expect([personId, isRefusal(status, body.reason)]).toEqual([personId, true]);
      }
      expect(await contents(test)).toBe(before);
    },
  );
});
