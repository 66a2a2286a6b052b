import { civilDateOf } from '../../domain/clock/civil';
import { plusMs } from '../../domain/clock/instant';
import type { Context } from '../../domain/context';
import { postsOf } from '../../domain/people/directory';
import { MODULES, type AnyEnvelope } from '../../domain/modules';
import { moduleOf } from '../../domain/stream-module';
import { commandKey } from '../../record/hash';
import { factOf } from '../../domain/escalation/linked';
import type { Foldings } from './check-log';
import { storedAnswer, type Sent } from './clients';
import { photoOf } from './photos';
import type { Sim } from './sim';
import type { Violation } from './violation';

/** What the people's side of the story says: I1, I2, I5, I6 and I18. */
export const checkCommands = (sim: Sim, foldings: Foldings): Violation[] => {
  const events = [...sim.store.tables.events.values()].flat();
  const groups = new Map<string, AnyEnvelope[]>();
  for (const event of events) {
    if (event.cause.startsWith('command:')) groups.set(event.cause, [...(groups.get(event.cause) ?? []), event]);
  }
  const found: Violation[] = [];
  const known = new Set<string>();
  for (const sent of sim.clients.sent.values()) {
    const { personId, key } = sent.request;
    const cause = `command:${commandKey(personId, key)}`;
    known.add(cause);
    const group = groups.get(cause) ?? [];
    found.push(...checkGroup(sent, group), ...checkAnswers(sent), ...checkLegal(sim, foldings, sent, group));
  }
  for (const cause of groups.keys()) {
    if (!known.has(cause)) found.push({ invariant: 'I2', message: `nobody sent ${cause}` });
  }
  return [...found, ...checkCauses(sim)];
};

const finalAnswers = ({ attempts }: Sent) =>
  attempts.flatMap(({ result }) => (typeof result === 'object' && 'answer' in result ? [result.answer] : []));

/** An acknowledged command is one group of events in one stream, a refused one is none. */
const checkGroup = (sent: Sent, group: AnyEnvelope[]): Violation[] => {
  const { request } = sent;
  const name = `${request.key} (${request.command.type})`;
  const found: Violation[] = [];
  const add = (invariant: string, message: string): void => {
    found.push({ invariant, message: `${name} ${message}` });
  };
  const [first] = group;
  const isWhole = group.every((event, index) => event.streamId === first?.streamId && event.seq === first.seq + index);
  const opens = request.command.type === 'report';
  if (!isWhole) add(opens ? 'I1' : 'I2', `was carried out more than once: ${group.map(placeOf).join(', ')}`);
  const answers = finalAnswers(sent);
  const done = answers.find(({ status }) => status < 300);
  if (done) {
    const body = JSON.parse(done.body) as { streamId: string; events: { seq: number; type: string }[] };
    const said = body.events.map(({ seq, type }) => `${body.streamId}:${seq} ${type}`);
    const missing = group.filter((event) => !said.includes(`${placeOf(event)} ${event.type}`));
    if (group.length === 0) add(opens ? 'I1' : 'I2', 'was acknowledged and is not in the log');
    if (missing.length > 0) add('I2', `made events its answer does not name: ${missing.map(placeOf).join(', ')}`);
  } else if (answers.length > 0 && group.length > 0) add('I2', 'was refused and is in the log');
  else if (answers.length === 0) add('I2', 'was never answered');
  return found;
};

const placeOf = ({ streamId, seq }: AnyEnvelope): string => `${streamId}:${seq}`;

/** The same key, the same answer, byte for byte; another request under it is refused. */
const checkAnswers = (sent: Sent): Violation[] => {
  const first = storedAnswer(sent);
  if (first === undefined) return [];
  const { key } = sent.request;
  const isOther = ({ result, sentAt }: Sent['attempts'][number]): boolean =>
    sentAt > first.answeredAt &&
    typeof result === 'object' &&
    'answer' in result &&
    JSON.stringify(result.answer) !== JSON.stringify(first.answer);
  const found: Violation[] = [];
  if (sent.attempts.some(isOther)) found.push({ invariant: 'I18', message: `${key} was answered differently` });
  for (const { result } of sent.others) {
    if (typeof result === 'object' && 'answer' in result) {
      found.push({ invariant: 'I18', message: `another request under ${key} was answered` });
    }
  }
  return found;
};

/** Decided once more on the file folded from the log: the same events, and the version that was asked for. */
const checkLegal = (sim: Sim, foldings: Foldings, { request }: Sent, group: AnyEnvelope[]): Violation[] => {
  const [first] = group;
  if (first === undefined) return [];
  const { streamId, seq, at } = first;
  const { key, personId, command, expectedVersion } = request;
  const log = sim.store.tables.events.get(streamId) ?? [];
  const found: Violation[] = [];
  if (expectedVersion !== undefined) {
    const between = log.slice(expectedVersion, seq - 1);
    const isSettled = between.every((event) => event.at === at && !event.cause.startsWith('command:'));
    if (expectedVersion >= seq || !isSettled) {
      found.push({ invariant: 'I6', message: `${key} expected ${expectedVersion} and became ${placeOf(first)}` });
    }
  }
  const file = foldings.get(streamId)?.[seq - 2] ?? null;
  const ruled = (before: string): string => {
    const context = contextOf(sim, foldings, { streamId, personId, at, before });
    const decided = moduleOf(MODULES, streamId).decide(file, command, context);
    return 'refusal' in decided ? decided.refusal.reason : decided.drafts.map(({ type }) => type).join(' ');
  };
  const types = group.map(({ type }) => type).join(' ');
  // What another stream did at the very same instant may have come before this or after it.
  const [wanted, orElse] = [ruled(plusMs(at, 1)), ruled(at)];
  if (types !== wanted && types !== orElse)
    found.push({ invariant: 'I5', message: `${key} made ${types}; the rules say ${wanted}` });
  return found;
};

const contextOf = (
  { town, store: { tables } }: Sim,
  foldings: Foldings,
  { streamId, personId, at, before }: { streamId: string; personId: string; at: string; before: string },
): Context => ({
  streamId,
  policy: town.policy,
  calendar: town.calendar,
  directory: town.directory,
  now: at,
  actor: { personId, posts: postsOf(town.directory, personId, civilDateOf(at)), aliases: [] },
  lookups: {
    subject: (id) => town.subjects.find(({ subjectId }) => subjectId === id),
    attachment: photoOf,
    escalation: () => ({ escalationId: 'any', linked: false, fresh: true }),
    caseNow: (caseId) => {
      const last = (tables.events.get(`case:${caseId}`) ?? []).findLastIndex((event) => event.at < before);
      const file = foldings.get(`case:${caseId}`)?.[last];
      return file && 'caseId' in file ? factOf(file) : undefined;
    },
    lateCount: () => 0,
    lateCases: () => [],
    unitInterviews: () => 0,
    caseFile: () => undefined,
    externalCase: () => undefined,
    linkedEscalations: () => [],
    openInterviews: () => 0,
    nextNumber: () => 1,
  },
});

/** Every event has a cause that exists: a command, a deadline of its stream, or an event of another one. */
const checkCauses = ({ store: { tables } }: Sim): Violation[] =>
  [...tables.events].flatMap(([streamId, log]) =>
    log.flatMap((event) => {
      const { cause } = event;
      if (cause.startsWith('command:') || tables.ledgers.get(streamId)?.has(cause)) return [];
      const at = cause.lastIndexOf(':');
      const isCaused = (tables.events.get(cause.slice(0, at))?.length ?? 0) >= Number(cause.slice(at + 1));
      return isCaused ? [] : [{ invariant: 'I2', message: `${placeOf(event)} ${event.type} has no cause (${cause})` }];
    }),
  );
