import { rowsOf, text, textOrNull } from './check-dump';
import type { Command, Group, Material, Violation } from './check-material';

const isOpening = (command: Command): boolean => command.sends[0]?.out.stream === null;

const about = (command: Command): { send?: number } => {
  const send = (command.ok ?? command.sends[0])?.out.send;
  return send === undefined ? {} : { send };
};

/** The group that is this command's own: a key that was used for two requests may have written only one of them. */
const named = (command: Command): string => {
  const out = command.sends[0]?.out;
  return `${out?.op ?? '?'} of ${out?.person ?? '?'} (key ${out?.key ?? '?'})`;
};

/** I1, I2: what was acknowledged is in the log once, what was refused is not, and nothing else is. */
export const checkGroups = ({ commands, groups, owners, logs }: Material): Violation[] => {
  const found: Violation[] = [];
  const acknowledged = new Map<string, Command>();
  for (const command of commands) {
    if (!command.ok) continue;
    if (acknowledged.has(command.cmdKey)) {
      found.push({
        invariant: 'I2',
        what: `two requests under one key were both done: ${named(command)}`,
        ...about(command),
      });
    }
    acknowledged.set(command.cmdKey, command);
  }
  for (const [cmdKey, command] of acknowledged) {
    const own = groups.get(cmdKey) ?? [];
    const invariant = isOpening(command) ? 'I1' : 'I2';
    if (own.length === 0)
      found.push({ invariant, what: `acknowledged and lost: ${named(command)}`, ...about(command) });
    const stream = command.ok?.end?.stream ?? null;
    for (const group of own.filter(({ streamId }) => streamId !== stream)) {
      const what = `acknowledged on ${stream ?? '?'} and written to ${group.streamId}: ${named(command)}`;
      found.push({ invariant, what, stream: group.streamId, ...about(command) });
    }
  }
  for (const [cmdKey, own] of groups) {
    const owner = owners.get(cmdKey);
    if (own.length > 1) found.push(...appliedTwice(own, owner));
    if (owner) continue;
    const refused = commands.find((one) => one.cmdKey === cmdKey);
    const what = refused ? `refused and written: ${named(refused)}` : 'events of a command that nobody sent';
    found.push({ invariant: 'I2', what, ...placeOf(own[0]) });
  }
  for (const { streamId, events, cmdKeys } of logs.values()) {
    for (const [index, event] of events.entries()) {
      const isFirst = event.cause.startsWith('command:') && events[index - 1]?.cause !== event.cause;
      const wanted = isFirst ? event.cause.slice('command:'.length) : null;
      if ((cmdKeys[index] ?? null) === wanted) continue;
      found.push({ invariant: 'I2', what: `cmd_key and cause do not agree`, stream: streamId, seq: event.seq });
    }
  }
  return found;
};

const placeOf = (group: Group | undefined): { stream?: string; seq?: number } =>
  group ? { stream: group.streamId, seq: group.events[0]?.seq ?? 0 } : {};

const appliedTwice = (own: Group[], command: Command | undefined): Violation[] => {
  const places = own.map(({ streamId, events }) => `${streamId}:${events[0]?.seq ?? 0}`).join(', ');
  const what = `applied ${own.length} times, at ${places}: ${command ? named(command) : '?'}`;
  const invariant = command && isOpening(command) ? 'I1' : 'I2';
  return [{ invariant, what, ...placeOf(own.at(-1)), ...(command ? about(command) : {}) }];
};

/** I2: every event has a cause that exists: a command, a deadline of its stream, or an event of another stream. */
export const checkCauses = ({ logs }: Material): Violation[] => {
  const found: Violation[] = [];
  for (const { streamId, events } of logs.values()) {
    const armed = new Set<string>();
    for (const { cause, seq, body, actor } of events) {
      // What the system sets right hangs on no deadline (settled 3.8).
      if (cause === 'correction' && actor.kind === 'system') continue;
      const [, other, place] = /^((?:case|escalation):.+):(\d+)$/.exec(cause) ?? [];
      const isKnown =
        cause.startsWith('command:') ||
        armed.has(cause) ||
        (other !== undefined && (logs.get(other)?.events.length ?? 0) >= Number(place));
      if (!isKnown)
        found.push({ invariant: 'I2', what: `caused by ${cause}, which does not exist`, stream: streamId, seq });
      for (const { deadlineId } of body.arms ?? []) armed.add(deadlineId);
    }
  }
  return found;
};

/** I6: a command that named a version was decided on that version; only what was overdue stands between. */
export const checkVersions = ({ owners, groups, logs }: Material): Violation[] => {
  const found: Violation[] = [];
  const taken = new Set<string>();
  for (const [cmdKey, command] of owners) {
    const expected = command.sends[0]?.out.expectVersion ?? null;
    const [group] = groups.get(cmdKey) ?? [];
    if (expected === null || group === undefined) continue;
    const first = group.events[0]?.seq ?? 0;
    const place = `${group.streamId}@${expected}`;
    const between = (logs.get(group.streamId)?.events ?? []).slice(expected, first - 1);
    const isTaken = taken.has(place);
    if (first <= expected || isTaken || between.some(({ cause }) => cause.startsWith('command:'))) {
      const other = isTaken ? ', as another command was' : '';
      const what = `${named(command)} expected version ${expected} and was done at ${first}${other}`;
      found.push({ invariant: 'I6', what, stream: group.streamId, seq: first, ...about(command) });
    }
    taken.add(place);
  }
  return found;
};

/** Answers that are kept under the key: no repetition may change them. */
const isKept = (status: number, code: string | null): boolean =>
  (status >= 200 && status < 300) ||
  (status === 409 && code !== 'request-in-progress') ||
  (status === 403 && code === 'sod-violation');

/** I18: one key, one answer, byte for byte; another request under the key is refused from then on. */
export const checkAnswers = ({ commands, dump }: Material): Violation[] => {
  const found: Violation[] = [];
  const kept = new Map<string, { command: Command; at: number }>();
  for (const command of commands) {
    const answers = command.sends.flatMap(({ out, end }) =>
      end && isKept(end.status, end.code) ? [{ out, end }] : [],
    );
    const [first, ...others] = answers.toSorted((a, b) => a.end.tMono - b.end.tMono);
    if (first === undefined) continue;
    for (const { out, end } of others) {
      if (end.bodyHash === first.end.bodyHash && end.status === first.end.status) continue;
      const what = `answered ${first.end.status} and then ${end.status} with another body: ${named(command)}`;
      found.push({ invariant: 'I18', what, send: out.send });
    }
    const late = command.sends.find(
      ({ out, end }) =>
        out.tMono > first.end.tMono &&
        end &&
        end.status > 0 &&
        end.status < 500 &&
        !isKept(end.status, end.code) &&
        end.code !== 'request-in-progress',
    );
    if (late) {
      const what = `answered ${first.end.status} and later ${late.end?.status ?? 0}: ${named(command)}`;
      found.push({ invariant: 'I18', what, send: late.out.send });
    }
    const other = kept.get(command.cmdKey);
    if (other)
      found.push({ invariant: 'I18', what: `one key answered two requests: ${named(command)}`, ...about(command) });
    kept.set(command.cmdKey, { command, at: first.end.tMono });
  }
  for (const row of rowsOf(dump, 'command')) {
    if (textOrNull(row, 'result_body') === null && row['result_status'] === null)
      found.push({ invariant: 'I18', what: `key ${text(row, 'cmd_key')} is claimed and has no answer` });
  }
  return found;
};

/** Errors that no fault explains: the product promises 503 with `Retry-After` instead. */
export const checkErrors = ({ sends }: Material): Violation[] =>
  sends.flatMap(({ out, end }) =>
    end?.status === 500
      ? [{ invariant: 'E500', what: `${out.op} ended as an error: ${end.code ?? ''}`, send: out.send }]
      : [],
  );
