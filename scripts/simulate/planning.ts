import { joinKeyOf } from '../../domain/escalation/join-key';
import type { Instant } from '../../domain/clock/instant';
import type { Actor } from '../../domain/people/directory';
import { finish, type Finished } from '../../record/finish';
import type { Kinds } from '../../record/kinds';
import { nothingKnown, type Known, type Question } from '../../record/known';
import { runRules, type Main, type Plan } from '../../record/plan';
import { fillIn, issuesOf } from '../../record/play';
import { answer, joinableIn, type Archive } from './answers';
import type { Bug } from './bugs';
import { enter, type LedgerRow } from './ledger';
import { Conflict, type Tx } from './store';
import type { Town } from './town';
import { Broken } from './violation';

/** What a transaction stands on. */
export interface Planning {
  archive: Archive;
  town: Town;
  kinds: Kinds;
  bug: Bug | null;
  /** The id of an escalation that has to be opened; the same in every run of a script. */
  freshId(joinKey: string): string;
}

/** Gives fresh ids in place of ULIDs, which would differ from run to run. */
class FreshIds extends Map<string, string> {
  constructor(private readonly mint: (joinKey: string) => string) {
    super();
  }

  override get(joinKey: string): string {
    const id = super.get(joinKey) ?? this.mint(joinKey);
    this.set(joinKey, id);
    return id;
  }
}

const mostPasses = 12;

/** Late counts first, then escalations by id: the order in which the record locks. */
const rank = (question: Question): string =>
  question.ask === 'late-cases'
    ? `0${question.addressee}`
    : question.ask === 'escalation'
      ? `1${question.escalationId}`
      : '2';

const planned = async (
  tx: Tx,
  { archive, town, kinds }: Planning,
  order: { main: Main; actor: Actor; now: Instant; cause: string },
  known: Known,
): Promise<Plan> => {
  const { policy, calendar, directory } = town;
  for (let count = 0; count < mostPasses; count += 1) {
    const misses = new Map<string, Question>();
    const plan = runRules({ kinds, policy, packOf: () => policy, calendar, directory, known, ...order }, misses);
    if (misses.size === 0) return plan;
    for (const question of [...misses.values()].sort((a, b) => rank(a).localeCompare(rank(b)))) {
      await answer(tx, archive, question, known);
    }
  }
  throw new Broken('crash', `the rules for ${order.main.streamId} ask without end`);
};

const giveNumbers = async (
  tx: Tx,
  { archive: { tables }, bug }: Planning,
  { main, escalations }: Plan,
): Promise<void> => {
  const { counters } = tables;
  const issues = [main.play, ...escalations].flatMap((play) => play.made.flatMap(({ draft }) => issuesOf(draft)));
  for (const scope of [...new Set(issues.map((issue) => issue.scope))].sort()) {
    await tx.lock(`counter:${scope}`);
    let n = counters.get(scope) ?? 0;
    for (const issue of issues.filter((one) => one.scope === scope)) fillIn(issue, (n += 1));
    const last = n;
    if (bug === 'number-outside') counters.set(scope, last);
    else tx.write(() => counters.set(scope, last));
  }
};

/** The rules of record/ on the tables in memory; the writes wait in the transaction. */
export const act = async (
  tx: Tx,
  planning: Planning,
  order: { main: Main; actor: Actor; now: Instant; cause: string; mainSent: boolean },
): Promise<{ plan: Plan; finished: Finished[] }> => {
  const { mainSent, ...asked } = order;
  const known = { ...nothingKnown(), fresh: new FreshIds((key) => planning.freshId(key)) };
  const plan = await planned(tx, planning, asked, known);
  await giveNumbers(tx, planning, plan);
  const finished = finish(plan);
  const { tables } = planning.archive;
  for (const one of finished) {
    const key = one.kind === 'escalation' ? joinKeyOf(one.file) : null;
    if (one.found === null && key !== null) {
      await tx.lock(`join:${key}`);
      if (joinableIn(tables, key) !== null) throw new Conflict(`${key} is open already`);
    }
    tx.write(() => {
      append(planning, one, mainSent && one.streamId === order.main.streamId);
    });
  }
  for (const effect of plan.queued) tx.write(() => tables.queued.set(`${effect.streamId} ${effect.cause}`, effect));
  return { plan, finished };
};

/** The rows of one stream. The primary key of the log is checked as a database would. */
const append = ({ archive: { tables } }: Planning, one: Finished, sent: boolean): void => {
  const { streamId, found, file, envelopes, now } = one;
  const log = tables.events.get(streamId) ?? [];
  const ledger = tables.ledgers.get(streamId) ?? new Map<string, LedgerRow>();
  const last = envelopes.at(-1);
  if (last === undefined) return;
  for (const event of envelopes) {
    if (event.seq !== log.length + 1) throw new Broken('I3', `${streamId}:${event.seq} follows ${log.length}`);
    log.push(event);
    enter(ledger, event);
    tables.outbox.set(`${streamId}:${event.seq}`, { streamId, seq: event.seq, sent, leaseUntil: '' });
    const { body } = event;
    const { seq } = event;
    if ('paper' in body) tables.papers.push({ scope: body.paper.scope, n: body.paper.n ?? 0, streamId, seq });
    if ('number' in body) tables.papers.push({ scope: body.number.scope, n: body.number.n ?? 0, streamId, seq });
  }
  tables.events.set(streamId, log);
  tables.ledgers.set(streamId, ledger);
  const generation = tables.streams.get(streamId)?.generation ?? found?.generation ?? 1;
  tables.streams.set(streamId, { lastSeq: last.seq, lastHash: last.hash, lastAt: now, generation, file });
  if (one.kind !== 'escalation') return;
  const { escalationId, act: done, addressee } = one.file;
  for (const { type, body } of one.envelopes) {
    if (type === 'case-joined') {
      const { caseId, cycle, why } = body;
      tables.links.push({ escalationId, act: done, addressee, caseId, cycle, why });
    }
    if (type === 'case-left') {
      tables.links = tables.links.filter((link) => link.escalationId !== escalationId || link.caseId !== body.caseId);
    }
  }
};
