import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowsOf, text, textOrNull, whole } from './check-dump';
import type { Material, Violation } from './check-material';
import type { LiveWorkflow } from './stack-evidence';
import type { ReadyLine } from './stack-faults';
import type { Arrival } from './stack-sink';

const ENDED = ['archived', 'void', 'completed', 'rejected', 'withdrawn'];

/** Deadlines go on firing while the dump is taken: what is younger than this may still be on its way. */
const youngMs = 10_000;

const isYoung = ({ takenAt }: Material['dump'], at: string): boolean => Date.parse(takenAt) - Date.parse(at) < youngMs;

/** I15, I16: one running workflow for each open stream, none for an ended one, each with all events of the record. */
export const checkWorkflows = ({ dump }: Material, workflows: readonly LiveWorkflow[]): Violation[] => {
  const found: Violation[] = [];
  const running = new Map<string, LiveWorkflow[]>();
  for (const one of workflows) running.set(one.workflowId, [...(running.get(one.workflowId) ?? []), one]);
  for (const row of rowsOf(dump, 'stream')) {
    const stream = text(row, 'stream_id');
    const own = running.get(stream) ?? [];
    const wanted = ENDED.includes(text(row, 'status')) ? 0 : 1;
    // The list of the server lags, and what has just ended may still be in it.
    const isLeaving = wanted === 0 && isYoung(dump, text(row, 'last_at'));
    if (own.length !== wanted && !isLeaving)
      found.push({
        invariant: 'I16',
        what: `${own.length} running workflows, ${wanted} wanted (${text(row, 'status')})`,
        stream,
      });
    for (const { inspection, lastSeq } of own)
      if (
        inspection === null ||
        inspection.appliedSeq !== lastSeq ||
        inspection.generation !== whole(row, 'generation')
      )
        found.push({
          invariant: 'I15',
          what: `applied ${JSON.stringify(inspection)}, the record has ${lastSeq}`,
          stream,
        });
    running.delete(stream);
  }
  for (const stream of running.keys()) found.push({ invariant: 'I16', what: 'a workflow of no stream', stream });
  for (const row of rowsOf(dump, 'outbox'))
    if (row['sent_at'] === null && !isYoung(dump, text(row, 'at')))
      found.push({
        invariant: 'I15',
        what: 'an event was never sent',
        stream: text(row, 'stream_id'),
        seq: whole(row, 'seq'),
      });
  return found;
};

/** I13: every notification reached the sink or is given up visibly; repeats carry the same key and body. */
export const checkDeliveries = ({ dump }: Material, arrivals: readonly Arrival[]) => {
  const found: Violation[] = [];
  const byKey = new Map<string, Arrival[]>();
  for (const arrival of arrivals) byKey.set(arrival.idemKey, [...(byKey.get(arrival.idemKey) ?? []), arrival]);
  const rows = (dump.tables['notification'] ?? []).filter((row) => row['channel'] === 'webhook');
  for (const row of rows) {
    if (isYoung(dump, text(row, 'created_at'))) continue;
    const own = byKey.get(text(row, 'idem_key')) ?? [];
    const state = text(row, 'state');
    const say = (what: string): void => {
      found.push({ invariant: 'I13', what, stream: text(row, 'stream_id'), seq: whole(row, 'seq') });
    };
    if (own.length === 0 && state !== 'failed-final') say(`a notification (${state}) never reached the sink`);
    if (state !== 'sent' && state !== 'failed-final') say(`a notification is still ${state}`);
    if (new Set(own.map(({ bodyHash }) => bodyHash)).size > 1) say('one key came with two bodies');
  }
  const known = new Set(rows.map((row) => text(row, 'idem_key')));
  const taken = Date.parse(dump.takenAt);
  for (const [key, own] of byKey)
    if (!known.has(key) && own.some(({ t }) => t < taken))
      found.push({ invariant: 'I13', what: `the sink got ${key}, which is no row` });
  return { found, sent: rows.length, arrivals: arrivals.length, twice: arrivals.length - byKey.size };
};

/** What is wrong with a file that is named by its hash. */
const wrongWith = (dataDir: string, sha256: string): string | null => {
  const file = join(dataDir, 'attachments', sha256.slice(0, 2), sha256);
  if (!existsSync(file)) return 'has no file';
  return createHash('sha256').update(readFileSync(file)).digest('hex') === sha256 ? null : 'has another content';
};

/** I17: every upload of the record is on disk with its hash, what is served and the sealed original. */
export const checkAttachments = ({ dump }: Material, dataDir: string): Violation[] => {
  const found: Violation[] = [];
  for (const row of rowsOf(dump, 'attachment')) {
    for (const sha256 of [text(row, 'sha256'), textOrNull(row, 'sealed_sha256')]) {
      const what = sha256 === null ? null : wrongWith(dataDir, sha256);
      if (what !== null) found.push({ invariant: 'I17', what: `upload ${text(row, 'attachment_id')} ${what}` });
    }
  }
  return found;
};

/** What the answers themselves must not be: another town's case, a second body under a key, a legal illegal act. */
export const checkExpectations = ({ sends }: Material): Violation[] => {
  const never: Readonly<Record<string, string>> = {
    foreign: 'a stranger to the town was served',
    'key-reuse': 'a key was accepted for another body',
    illegal: 'an illegal act was done',
  };
  return sends.flatMap(({ out, end }) => {
    const what = never[out.client];
    if (what === undefined || end === null) return [];
    const isOtherRefusal = out.client === 'foreign' && end.phase === 'fail' && end.status !== 404;
    return end.phase === 'ok' || isOtherRefusal
      ? [{ invariant: 'answers', what: `${what}: ${end.status} ${out.op}`, send: out.send }]
      : [];
  });
};

/** Everything is ready again within its bound (reliability 8.3). */
export const checkReady = (lines: readonly ReadyLine[]): Violation[] =>
  lines
    .filter(({ readyMs, boundMs }) => readyMs > boundMs)
    .map(({ target, readyMs, boundMs }) => ({
      invariant: 'ready',
      what: `${target} took ${Math.round(readyMs)} ms to be ready, ${Math.round(boundMs)} allowed`,
    }));
