import { randomUUID } from 'node:crypto';
import { NotificationRow } from '../../entities/ledger.entity';
import { OutboxRow } from '../../entities/stream.entity';
import type { AdminTx } from '../admin';
import type { AdminDoor, AuditDoor } from '../door/command-door';
import type { StreamReader } from '../door/record-reader';
import { missingRows } from '../feed';
import { marks } from '../sql';
import { classWords, type Finding, type FindingClass } from './finding';
import { mendViews } from './mend-views';
import type { Scene } from './scene';

export interface MendDeps {
  scene: Scene;
  door: AdminDoor & AuditDoor & StreamReader;
  /** Who lets it be done, for the audit log. */
  operator: string;
}

/** What became of a finding: `done`, or why not. */
export interface Mended {
  finding: Finding;
  done: boolean;
  detail: string;
}

type Mend = (deps: MendDeps, finding: Finding) => Promise<Omit<Mended, 'finding'>>;

const done = (detail: string) => ({ done: true, detail });
const left = (detail: string) => ({ done: false, detail });
const ok = { contentType: 'application/json', body: '{}' };

const entryOf = ({ operator }: MendDeps, finding: Finding) => ({
  personId: 'system',
  townId: null,
  action: `reconcile-${finding.class.toLowerCase()}`,
  ref: finding.ref,
  data: { operator, found: finding.what, evidence: finding.evidence },
});

/** Writes and their audit row in one transaction; nothing is written where `work` says so. */
const change = async (deps: MendDeps, finding: Finding, work: (tx: AdminTx) => Promise<boolean>): Promise<boolean> => {
  const key = `reconcile:${randomUUID()}`;
  const { personId, townId, action, ref, data } = entryOf(deps, finding);
  const result = await deps.door.administer({
    personId,
    townId,
    action,
    idempotencyKey: key,
    requestHash: key,
    traceId: key,
    work: async (tx) => ({ answer: { ...ok, status: (await work(tx)) ? 200 : 409 }, ref, data }),
  });
  if ('failure' in result) throw new Error(`${finding.class} ${ref}: ${result.failure.kind}`);
  return result.answer.status === 200;
};

const engineOf = ({ scene }: MendDeps) => {
  if (scene.temporal === null) throw new Error('no Temporal server to repair it on');
  return scene.temporal;
};

const start: Mend = async (deps, finding) => {
  const generation = await deps.door.generationOf(finding.ref);
  if (generation === undefined) return left('the record has no such stream');
  await engineOf(deps).start(finding.ref, generation);
  await deps.door.audit(entryOf(deps, finding));
  return done(`started with generation ${generation}`);
};

const unsent = { sentAt: null, leaseUntil: '', claim: null };

const requeue: Mend = async (deps, finding) => {
  const appliedSeq = Number(finding.evidence['appliedSeq'] ?? 0);
  const events = await deps.door.loadStream(finding.ref, appliedSeq);
  const isDone = await change(deps, finding, async (tx) => {
    const seqs = events.map(({ seq }) => seq);
    const there = await tx.query(`SELECT seq FROM outbox WHERE stream_id = ? AND seq IN (${marks(seqs)})`, [
      finding.ref,
      ...seqs,
    ]);
    const known = new Set(there.map((row) => Number(row['seq'])));
    for (const { seq, at } of events) {
      if (known.has(seq)) {
        await tx.update(OutboxRow, unsent, { streamId: finding.ref, seq });
      } else {
        await tx.insert(OutboxRow, { streamId: finding.ref, seq, at, attempts: 0, ...unsent });
      }
    }
    return events.length > 0;
  });
  return isDone ? done(`${events.length} events wait for the relay`) : left('nothing is missing any more');
};

const rebuild: Mend = async (deps, finding) => {
  const engine = engineOf(deps);
  const isRaised = await change(deps, finding, async (tx) => {
    return (await tx.change('UPDATE stream SET generation = generation + 1 WHERE stream_id = ?', [finding.ref])) > 0;
  });
  const generation = await deps.door.generationOf(finding.ref);
  if (!isRaised || generation === undefined) return left('the record has no such stream');
  await engine.start(finding.ref, generation);
  return done(`started anew with generation ${generation}`);
};

const resync: Mend = async (deps, finding) => {
  const appliedSeq = await engineOf(deps).resync(finding.ref);
  await deps.door.audit(entryOf(deps, finding));
  return done(`the workflow has read its ${appliedSeq} events again`);
};

const queueAgain: Mend = async (deps, finding) => {
  const isDone = await change(deps, finding, async (tx) => {
    const values = { state: 'queued', attempts: 0, nextAt: tx.now, claim: null };
    return (await tx.update(NotificationRow, values, { idemKey: finding.ref, state: ['queued', 'sending'] })) > 0;
  });
  return isDone ? done('queued under the same key') : left('it is not waiting any more');
};

const refold: Mend = async (deps, finding) => {
  if (finding.evidence['unknownType'] !== undefined)
    return left('only a version of the program that knows the event can make its rows');
  const { views, store } = deps.scene;
  const sqlite = store.sources.type === 'sqlite';
  const isDone = await change(deps, finding, (tx) => mendViews(tx, views, finding.ref, sqlite));
  return isDone ? done('rows made again from the events') : left('its chain is broken or its stream is gone: see D8');
};

/** The worker gives them their positions. */
const feedAgain: Mend = async (deps, finding) => {
  const { sql, params } = missingRows([finding.ref]);
  const isDone = await change(deps, finding, async (tx) => (await tx.change(sql, params)) > 0);
  return isDone ? done('in the feed; the worker gives the position') : left('nothing is missing any more');
};

const mends: Partial<Record<FindingClass, Mend>> = {
  D1: start,
  D4: requeue,
  D6: rebuild,
  D7: resync,
  D10: queueAgain,
  D12: refold,
  D13: feedAgain,
};

/** Repairs one finding, with an audit row that holds the evidence. What people must decide is left as it is. */
export const mend = async (deps: MendDeps, finding: Finding): Promise<Mended> => {
  const how = mends[finding.class];
  if (how === undefined) return { finding, ...left(classWords[finding.class].people ?? '') };
  return { finding, ...(await how(deps, finding)) };
};
