import { kindOf } from '../domain/stream-module';
import type { Logger } from '../logger';
import type { AdminRequest } from '../record/admin';
import type { CommandRequest, DoorResult, Outcome } from '../record/request';
import type { TimerDoor } from '../record/door/clockwork';
import type { AdminDoor, CommandDoor } from '../record/door/command-door';
import type { RecordDoor } from '../record/door/record-door';
import type { SignIns } from '../record/door/sign-ins';
import { commandKey } from '../record/hash';
import { toldOf } from '../record/told-of';
import type { OpenRecord } from '../record/open-record';
import type { Meter } from './meter';
import { measureRecord } from './record-gauges';
import { currentTrace } from './trace';

interface Watch {
  meter: Meter;
  logger: Logger;
}

const secondsSince = (startedAt: number): number => (performance.now() - startedAt) / 1000;

/** What came of it, as a label. */
const wordOf = (result: DoorResult, outcome: Outcome['kind'] | 'done'): string => {
  if ('failure' in result) return result.failure.kind;
  return result.replayed ? 'replayed' : outcome;
};

/** A person may be named in the log where the record names the person too: not behind an alias. */
const isSignedBy = (personId: string, outcome: Outcome | undefined): boolean =>
  outcome?.kind === 'done' &&
  outcome.events.some(({ actor }) => actor.kind === 'person' && actor.personId === personId);

const execute = async (door: CommandDoor, { meter, logger }: Watch, request: CommandRequest): Promise<DoorResult> => {
  const startedAt = performance.now();
  const { personId, target, traceId } = request;
  let outcome: Outcome | undefined;
  let result: DoorResult | undefined;
  const answer = (found: Outcome) => {
    outcome = found;
    return request.answer(found);
  };
  let word = 'error';
  try {
    result = await door.execute({ ...request, answer });
    word = wordOf(result, outcome?.kind ?? 'done');
    return result;
  } finally {
    const seconds = secondsSince(startedAt);
    const kind = 'opens' in target ? target.opens : kindOf(target.streamId);
    meter.commandSeconds.observe({ kind, outcome: word }, seconds);
    if (word === 'refused' && outcome?.kind === 'refused') meter.refusals.inc({ code: outcome.refusal.code });
    const trace = currentTrace();
    const told = toldOf(request, { outcome, result });
    if (trace) {
      if (told.cause !== undefined) trace.cause = told.cause;
      if (isSignedBy(personId, outcome)) trace.personId = personId;
    }
    const done = outcome?.kind === 'done' ? { streamId: outcome.streamId, seqs: outcome.events.map((e) => e.seq) } : {};
    const ms = Math.round(seconds * 1000);
    logger.info('command', { traceId, command: target.command.type, outcome: word, ...done, ...told, ms });
  }
};

const administer = async (door: AdminDoor, { meter, logger }: Watch, request: AdminRequest): Promise<DoorResult> => {
  const startedAt = performance.now();
  const { personId, idempotencyKey, action, traceId } = request;
  const cause = `command:${commandKey(personId, idempotencyKey)}`;
  let word = 'error';
  let sealed = false;
  try {
    const result = await door.administer(request);
    sealed = 'answer' in result && result.sealed === true;
    word = wordOf(result, 'answer' in result && result.answer.status >= 300 ? 'refused' : 'done');
    return result;
  } finally {
    const seconds = secondsSince(startedAt);
    meter.commandSeconds.observe({ kind: 'admin', outcome: word }, seconds);
    const trace = currentTrace();
    if (trace) {
      trace.cause = cause;
      if (word === 'done' && !sealed) trace.personId = personId;
    }
    logger.info('command', { traceId, cause, command: action, outcome: word, ms: Math.round(seconds * 1000) });
  }
};

const settle: (door: TimerDoor, watch: Watch) => TimerDoor['settle'] =
  (door, { meter, logger }) =>
  async (streamId, generation, appliedSeq) => {
    const startedAt = performance.now();
    let word = 'error';
    try {
      const settled = await door.settle(streamId, generation, appliedSeq);
      word = settled.outcome;
      const events = settled.outcome === 'stale' ? [] : settled.events;
      const causes = [...new Set(events.map((event) => event.cause))];
      const seqs = events.map((event) => event.seq);
      logger.info('stream settled', { streamId, generation, appliedSeq, outcome: word, seqs, causes });
      return settled;
    } finally {
      meter.settleSeconds.observe({ outcome: word }, secondsSince(startedAt));
    }
  };

/** Sign-ins are counted, never named: who tries is in the audit log. */
const signingIn = (door: SignIns, { meter }: Watch): SignIns => ({
  signInWait: async (attempt) => {
    const waitMs = await door.signInWait(attempt);
    if (waitMs > 0) meter.signIns.inc({ outcome: 'slowed' });
    return waitMs;
  },
  wrongPassword: async (wrong) => {
    const counted = await door.wrongPassword(wrong);
    if ('waitMs' in counted) meter.signIns.inc({ outcome: counted.waitMs > 0 ? 'slowed' : 'refused' });
    return counted;
  },
  openSession: async (session) => {
    const opened = await door.openSession(session);
    if ('outcome' in opened) meter.signIns.inc({ outcome: opened.outcome });
    return opened;
  },
});

/** The same record with a door that measures and logs what goes through it; the meter also shows the record's gauges. */
export const observed = (record: OpenRecord, watch: Watch): OpenRecord => {
  const { door } = record;
  measureRecord(watch.meter, record);
  const observedDoor: RecordDoor = {
    ...door,
    execute: (request) => execute(door, watch, request),
    administer: (request) => administer(door, watch, request),
    ...signingIn(door, watch),
    settle: settle(door, watch),
    settlePage: async (limit) => {
      const page = await door.settlePage(limit);
      watch.meter.swept.inc(page.settled);
      return page;
    },
  };
  return { ...record, door: observedDoor };
};
