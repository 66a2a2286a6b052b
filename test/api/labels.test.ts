import { labelsIn } from '../../api/present/labels';
import { pageOf } from '../../api/answers/page';
import { CaseRowAnswer } from '../../api/answers/case-row';
import { assignCase, openTown, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
let caseId: string;
beforeAll(async () => {
  town = await openTown();
  caseId = await reportCase(town);
  await assignCase(town, caseId);
});
afterAll(async () => {
  await town.close();
});

type Labels = Record<string, Record<string, string>>;

interface Explained {
  labels: Labels;
  names: Record<string, string>;
}

const read = async (username: string, path: string): Promise<Explained> =>
  (await (await town.as(username)).get(path)).body as Explained;

describe('U-50 the Chinese labels beside codes', () => {
  it('are those of the codes of a case, and of no others', async () => {
    const { labels } = await read('ofc', `/api/v1/cases/${caseId}`);
    expect(labels).toMatchObject({
      'case-status': { assigned: '已交办' },
      grade: { general: '一般隐患' },
      domain: { fire: '消防' },
      source: { 'grid-patrol': '网格巡查' },
      clock: { accept: '签收时限' },
      'deadline-state': { armed: '计时中' },
      'subject-kind': { 'property-manager': '物业管理单位' },
      'clock-service': { running: '正常' },
    });
    expect(Object.keys(labels['case-status'] ?? {})).toEqual(['assigned']);
  });

  it('of what a pack names are as its pack names them', async () => {
    const { labels } = await read('ofc', `/api/v1/cases/${caseId}`);
    const pack = town.deps.packOf('drill', '1.2.0');
    const type = pack.hazardTypes.find(({ id }) => id === 'charging-site-fire');
    const clause = pack.clauses.find(({ id }) => id === 'baihe-charging-site');
    expect(labels['hazard-type']).toEqual({ 'charging-site-fire': type?.name });
    expect(labels['clause']).toEqual({ 'baihe-charging-site': clause?.title });
  });

  it.each([
    ['ofc', '/api/v1/cases', 'case-status', 'assigned'],
    ['ofc', '/api/v1/cases', 'hazard-type', 'charging-site-fire'],
    ['ofc', '/api/v1/cases/counts', 'case-status', 'archived'],
    ['vgm', '/api/v1/worklist', 'clock', 'accept'],
    ['ofc', '/api/v1/subjects/drill-company/history', 'grade', 'general'],
    ['ofc', '/api/v1/subjects/drill-company', 'subject-kind', 'property-manager'],
    ['ofc', '/api/v1/units', 'unit-kind', 'village'],
    ['ofc', '/api/v1/people', 'role', 'OFd'],
    ['vgm', '/api/v1/notifications', 'message-template', 'assigned'],
    ['ofc', '/api/v1/me', 'role', 'OFc'],
    ['sa', '/api/v1/audit', 'audit-action', 'signed-in'],
    ['sa', '/api/v1/audit', 'audit-outcome', 'done'],
    ['sa', '/api/v1/posts', 'post-status', 'given'],
    ['ofc', '/api/v1/policies/drill', 'rung-act', 'supervise'],
  ])('stand in what %s reads at %s: %s %s', async (username, path, list, code) => {
    const { labels } = await read(username, path);
    expect(labels[list]?.[code]).toMatch(/\p{Script=Han}/u);
  });

  it('stand in the log and the deadlines of a case, inside the bodies of events too', async () => {
    const log = await read('ofc', `/api/v1/cases/${caseId}/events`);
    expect(log.labels).toMatchObject({
      'event-type': { reported: '上报线索', assigned: '交办' },
      'verify-method': { documents: '书面核实' },
      grade: { general: '一般隐患' },
      clock: { verify: '核实时限' },
    });
    const ledger = await read('ofc', `/api/v1/cases/${caseId}/deadlines`);
    expect(ledger.labels['deadline-state']).toMatchObject({ met: '已完成', armed: '计时中' });
  });

  it('tell a mere reporter nothing beside what he reads', async () => {
    const own = await reportCase(town, 'rp');
    const { labels } = await read('rp', `/api/v1/cases/${own}`);
    expect(Object.keys(labels).sort()).toEqual([
      'case-command',
      'case-status',
      'clock-service',
      'hazard-type',
      'source',
    ]);
  });

  it('cost a page of fifty rows less than a third of a millisecond', async () => {
    const { items } = (await (await town.as('ofc')).get('/api/v1/cases')).body as { items: object[] };
    const page = { items: Array.from({ length: 50 }, () => items[0]), nextCursor: null, asOf: '' };
    const packs = [town.deps.packOf('drill', '1.2.0')];
    const rounds = 200;
    labelsIn(pageOf(CaseRowAnswer), page, packs);
    const times = Array.from({ length: rounds }, () => {
      const from = performance.now();
      labelsIn(pageOf(CaseRowAnswer), page, packs);
      return performance.now() - from;
    });
    expect(times.toSorted((a, b) => a - b)[rounds / 2]).toBeLessThan(0.3);
  });
});

describe('U-50 names beside ids', () => {
  it.each([
    ['sa', '/api/v1/audit'],
    ['sa', '/api/v1/posts'],
    ['ofc', '/api/v1/people'],
    ['ofc', '/api/v1/units'],
    ['ofc', '/api/v1/sites'],
    ['ofc', '/api/v1/subjects'],
    ['ofc', '/api/v1/me'],
    ['ofc', '/api/v1/subjects/drill-company/history'],
  ])('stand in what %s reads at %s', async (username, path) => {
    expect(Object.keys((await read(username, path)).names).length).toBeGreaterThan(0);
  });
});
