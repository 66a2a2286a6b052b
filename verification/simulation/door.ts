import { civilDateOf } from '../../domain/clock/civil';
import { diffMs, type Instant } from '../../domain/clock/instant';
import { nextDue } from '../../domain/deadlines';
import { moduleOf } from '../../domain/stream-module';
import { postsOf } from '../../domain/people/directory';
import type { Answer, DoorResult } from '../../record/request';
import type { SettleOutcome, StreamEnvelope } from '../../record/stream-work';
import type { CaseCommand, ReportCommand } from '../../domain/case/commands';
import type { EscalationCommand } from '../../domain/escalation/commands';
import { commandKey } from '../../record/hash';
import type { Found } from '../../record/found';
import { isStored } from '../../record/key-store';
import type { StreamWork, DecisionBasis } from '../../record/decide';
import type { SealedStream } from '../../record/seal-streams';
import { foundStream } from './answers';
import { act, type Planning } from './planning';
import type { Task } from './scheduler';
import { Away, CommitUnknown, transact, type Store, type Tx } from './store';

/** What a person asks; the command fits the kind of stream. */
export interface Request {
  key: string;
  personId: string;
  requestHash: string;
  streamId: string;
  expectedVersion?: number;
  command: CaseCommand | ReportCommand | EscalationCommand;
}

export type Settler = { by: 'workflow'; generation: number; appliedSeq: number } | { by: 'sweeper' };

/** The door's two ways in, step by step as record/ has them, on the store in memory. */
export interface SimDoor {
  execute(task: Task, request: Request): Promise<DoorResult>;
  settle(task: Task, streamId: string, settler: Settler): Promise<SettleOutcome>;
}

const json = (status: number, body: object, version?: number): Answer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
  ...(version === undefined ? {} : { version }),
});

const STATUS = new Map([
  ['validation', 422],
  ['not-found', 404],
  ['forbidden', 403],
  ['sod-violation', 403],
  ['issuer-lacks-capacity', 403],
]);
const statusOf = (code: string): number => STATUS.get(code) ?? 409;

const mainOf = ({ tables }: Store, streamId: string, command: Request['command'] | null): DecisionBasis['main'] => ({
  streamId,
  found: foundStream(tables, streamId),
  command,
});

/** The keys of what waits for a stream. */
const queuedFor = ({ queued }: Store['tables'], streamId: string): string[] =>
  [...queued].flatMap(([key, effect]) => (effect.streamId === streamId && effect.commands.length === 0 ? [key] : []));

/** What was decided, in words that are stored and compared byte for byte. */
const wordsOf = (streamId: string, work: StreamWork, sealed: SealedStream[], found: Found | null): Answer => {
  const own = sealed.find((one) => one.streamId === streamId);
  const version = own?.envelopes.at(-1)?.seq ?? found?.lastSeq;
  if (work.refusal) {
    const { code, reason } = work.refusal;
    return json(statusOf(code), { code, reason, version }, version);
  }
  if (work.overtaken) return json(412, { version });
  const events = (own?.envelopes ?? []).map(({ seq, type }) => ({ seq, type }));
  return json(found === null ? 201 : 200, { streamId, version, status: own?.file.status, events }, version);
};

export const createSimDoor = (store: Store, planning: Planning, now: () => Instant): SimDoor => {
  const { tables } = store;
  const { bug, town } = planning;
  const lockStream = (tx: Tx, streamId: string): Promise<void> =>
    bug === 'no-row-lock' ? Promise.resolve() : tx.lock(streamId);

  const stored = (cmdKey: string, requestHash: string): DoorResult | undefined => {
    const row = tables.commands.get(cmdKey);
    if (row === undefined || bug === 'no-key-lookup') return undefined;
    if (row.requestHash !== requestHash) return { failure: { kind: 'key-reuse' } };
    return { answer: row.answer, replayed: true };
  };

  const carryOut = async (tx: Tx, request: Request, cmdKey: string): Promise<DoorResult> => {
    const { streamId, personId, requestHash, expectedVersion, command } = request;
    await tx.lock(`key:${cmdKey}`);
    const answered = stored(cmdKey, requestHash);
    if (answered) return answered;
    await lockStream(tx, streamId);
    const main = {
      ...mainOf(store, streamId, command),
      asRead: expectedVersion !== undefined && bug !== 'if-match-ignored',
    };
    const { found } = main;
    const at = now();
    if (found === null && command.type !== 'report') return { answer: json(404, {}), replayed: false };
    const version = found?.lastSeq ?? 0;
    if (expectedVersion !== undefined && expectedVersion !== version && bug !== 'if-match-ignored') {
      return { answer: json(412, { version }), replayed: false };
    }
    const actor = { personId, posts: postsOf(town.directory, personId, civilDateOf(at)), aliases: [] };
    const order = { main, actor, now: at, cause: `command:${cmdKey}`, mainSent: false };
    const { work, sealed } = await act(tx, planning, order);
    const answer = wordsOf(streamId, work, sealed, found);
    const keeps = isStored(answer, work.refusal?.code === 'sod-violation');
    if (sealed.length === 0 && !keeps) return { answer, replayed: false };
    if (keeps) tx.write(() => tables.commands.set(cmdKey, { requestHash, answer }));
    await tx.commit();
    return { answer, replayed: false };
  };

  const fire = async (tx: Tx, streamId: string, settler: Settler): Promise<SettleOutcome> => {
    await lockStream(tx, streamId);
    const main = mainOf(store, streamId, null);
    const { found } = main;
    if (found === null) return { outcome: 'stale' };
    const byWorkflow = settler.by === 'workflow';
    if (byWorkflow && settler.generation !== found.generation && bug !== 'generation-ignored') {
      return { outcome: 'stale' };
    }
    const actor = { personId: 'system', posts: [], aliases: [] };
    const queued = byWorkflow ? [] : queuedFor(tables, streamId);
    const { sealed, work } = await act(tx, planning, {
      main,
      actor,
      now: now(),
      cause: 'settle',
      mainSent: byWorkflow,
    });
    const own = sealed.find((one) => one.streamId === streamId);
    const before: StreamEnvelope[] = byWorkflow ? (tables.events.get(streamId) ?? []).slice(settler.appliedSeq) : [];
    const events = [...before, ...(own?.envelopes ?? [])];
    if (byWorkflow) {
      for (const { seq } of before) {
        tx.write(() => {
          const row = tables.outbox.get(`${streamId}:${seq}`);
          if (row) row.sent = true;
        });
      }
    }
    for (const key of queued) tx.write(() => tables.queued.delete(key));
    if (sealed.length > 0 || before.length > 0 || queued.length > 0) await tx.commit();
    const at = work.main.now;
    const file = own?.file ?? found.file;
    const timeline = moduleOf(planning.modules, streamId).timeline(file);
    const next = nextDue(file.deadlines);
    if (own === undefined && next !== null) {
      return { outcome: 'not-yet', events, timeline, now: at, remainingMs: Math.max(0, diffMs(next.dueAt, at)) };
    }
    return { outcome: 'settled', events, timeline, now: at };
  };

  return {
    async execute(task, request) {
      const cmdKey = commandKey(request.personId, request.key);
      try {
        return await transact(store, task, (tx) => carryOut(tx, request, cmdKey));
      } catch (error) {
        if (error instanceof Away) return { failure: { kind: 'unavailable', retryAfterSeconds: 2 } };
        if (!(error instanceof CommitUnknown)) throw error;
        const found = stored(cmdKey, request.requestHash);
        return found ?? { failure: { kind: 'outcome-unknown' } };
      }
    },
    settle: (task, streamId, settler) => transact(store, task, (tx) => fire(tx, streamId, settler)),
  };
};
