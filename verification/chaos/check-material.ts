import { readFileSync } from 'node:fs';
import { commandKey } from '../../record/hash';
import { logsOf, readDump, type Dump, type Envelope, type Log } from './check-dump';
import { files, readFaults, readHistory, type FaultLine, type RunFacts, type Send } from './history';

/** A rule that does not hold, with what shows it. */
export interface Violation {
  invariant: string;
  what: string;
  stream?: string;
  seq?: number;
  send?: number;
}

/** All sends of one command: the same person, key and request. */
export interface Command {
  cmdKey: string;
  sends: Send[];
  /** The first `ok` that was seen. */
  ok: Send | null;
  /** True when a send ended with nobody knowing how. */
  unknown: boolean;
}

/** Consecutive events of one command in one stream. */
export interface Group {
  cmdKey: string;
  streamId: string;
  events: Envelope[];
}

/** Everything a check may look at. */
export interface Material {
  run: RunFacts;
  sends: Send[];
  faults: FaultLine[];
  dump: Dump;
  logs: Map<string, Log>;
  /** Commands with the same key and different requests are different commands. */
  commands: Command[];
  groups: Map<string, Group[]>;
  /** Which command a key's events belong to: the one that was acknowledged, else one that nobody knows of. */
  owners: Map<string, Command>;
}

export const commandsOf = (sends: Send[]): Command[] => {
  const commands = new Map<string, Command>();
  for (const send of sends) {
    const { key, person, requestHash } = send.out;
    if (key === null) continue;
    const name = `${person} ${key} ${requestHash ?? ''}`;
    const command = commands.get(name) ?? { cmdKey: commandKey(person, key), sends: [], ok: null, unknown: false };
    commands.set(name, command);
    command.sends.push(send);
    if (send.end?.phase === 'ok' && (command.ok?.end?.tMono ?? Infinity) > send.end.tMono) command.ok = send;
    if (send.end === null || send.end.phase === 'info') command.unknown = true;
  }
  return [...commands.values()];
};

export const ownersOf = (commands: Command[]): Map<string, Command> => {
  const owners = new Map<string, Command>();
  for (const command of commands) {
    const isOwner = command.ok !== null || (command.unknown && !owners.has(command.cmdKey));
    if (isOwner) owners.set(command.cmdKey, command);
  }
  return owners;
};

const commandCause = 'command:';

/** Runs of events with one command as their cause, by the command's key. */
export const groupsOf = (logs: Map<string, Log>): Map<string, Group[]> => {
  const groups = new Map<string, Group[]>();
  for (const { streamId, events } of logs.values()) {
    for (const [index, event] of events.entries()) {
      if (!event.cause.startsWith(commandCause)) continue;
      const cmdKey = event.cause.slice(commandCause.length);
      const own = groups.get(cmdKey) ?? [];
      groups.set(cmdKey, own);
      if (events[index - 1]?.cause === event.cause) own.at(-1)?.events.push(event);
      else own.push({ cmdKey, streamId, events: [event] });
    }
  }
  return groups;
};

export const materialOf = (folder: string): Material => {
  const sends = readHistory(folder);
  const dump = readDump(folder);
  const logs = logsOf(dump);
  const commands = commandsOf(sends);
  return {
    run: JSON.parse(readFileSync(`${folder}/${files.run}`, 'utf8')) as RunFacts,
    sends,
    faults: readFaults(folder),
    dump,
    logs,
    commands,
    owners: ownersOf(commands),
    groups: groupsOf(logs),
  };
};
