import type { Dump, Row } from '../../../verification/chaos/check-dump';
import type { Material } from '../../../verification/chaos/check-material';
import { checkDeliveries, checkReady, checkWorkflows } from '../../../verification/chaos/stack-check-around';
import type { LiveWorkflow } from '../../../verification/chaos/stack-evidence';
import { calendar, drill } from '../case/baihe-town';

const takenAt = '2025-07-01T02:00:00.000Z';
const old = '2025-07-01T01:00:00.000Z';
const stamp = { t: 0, mono: 0 };

const material = (tables: Record<string, Row[]>): Material => ({
  run: { database: 'test', seconds: 1, seed: 1, bug: null },
  sends: [],
  faults: [],
  dump: { takenAt, tables, packs: [drill], calendar } satisfies Dump,
  logs: new Map(),
  commands: [],
  owners: new Map(),
  groups: new Map(),
});

const stream = (status: string): Row => ({
  stream_id: 'case:1',
  status,
  generation: 1,
  last_seq: 3,
  last_at: old,
});
const workflow = (appliedSeq: number): LiveWorkflow => ({
  workflowId: 'case:1',
  inspection: { generation: 1, appliedSeq, status: 'lead', cycle: 1, phase: '整改', nextDue: null },
  lastSeq: 3,
});
const kinds = (found: { invariant: string }[]): string[] => found.map(({ invariant }) => invariant);

describe('the checks around the record', () => {
  it('accept one workflow that has everything, and none for an ended stream', () => {
    expect(checkWorkflows(material({ stream: [stream('lead')] }), [workflow(3)])).toEqual([]);
    expect(checkWorkflows(material({ stream: [stream('archived')] }), [])).toEqual([]);
    const justEnded = { ...stream('archived'), last_at: '2025-07-01T01:59:58.000Z' };
    expect(checkWorkflows(material({ stream: [justEnded] }), [workflow(3)])).toEqual([]);
  });

  it.each([
    ['a stream without a workflow', 'lead', [], ['I16']],
    ['two for one stream', 'lead', [workflow(3), workflow(3)], ['I16']],
    ['one that outlived its stream', 'archived', [workflow(3)], ['I16']],
    ['one that is behind', 'lead', [workflow(2)], ['I15']],
    ['one of no stream', 'lead', [workflow(3), { ...workflow(3), workflowId: 'case:2' }], ['I16']],
  ])('find %s', (_, status, workflows, wanted) => {
    expect(kinds(checkWorkflows(material({ stream: [stream(status)] }), workflows))).toEqual(wanted);
  });

  it('find an event that was never sent', () => {
    const outbox = [{ stream_id: 'case:1', seq: 2, at: old, sent_at: null }];
    expect(kinds(checkWorkflows(material({ outbox }), []))).toEqual(['I15']);
  });

  const notification = { idem_key: 'k', stream_id: 'case:1', seq: 1, channel: 'webhook', created_at: old };
  const arrival = { ...stamp, idemKey: 'k', bodyHash: 'a', body: '{}' };

  it.each([
    ['arrived once', 'sent', [arrival], []],
    ['arrived twice with one body', 'sent', [arrival, arrival], []],
    ['was given up', 'failed-final', [], []],
    ['never arrived', 'sent', [], ['I13']],
    ['arrived with two bodies', 'sent', [arrival, { ...arrival, bodyHash: 'b' }], ['I13']],
    ['is no row', 'sent', [arrival, { ...arrival, idemKey: 'other' }], ['I13']],
  ])('judge a notification that %s', (_, state, arrivals, wanted) => {
    const { found } = checkDeliveries(material({ notification: [{ ...notification, state }] }), arrivals);
    expect(kinds(found)).toEqual(wanted);
  });

  it('find a process that took too long to be ready', () => {
    const line = { tMono: 0, tWall: old, target: 'api1', boundMs: 3_000, crowd: 1 };
    expect(checkReady([{ ...line, readyMs: 2_999 }])).toEqual([]);
    expect(kinds(checkReady([{ ...line, readyMs: 3_001 }]))).toEqual(['ready']);
  });
});
