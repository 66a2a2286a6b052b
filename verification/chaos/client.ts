import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { canonical } from '../../record/canonical';
import type { Target } from '../../record/request';
import type { Asked, Told } from './door-words';
import type { Doors, Reply } from './doors';
import type { Ended, History, Invoked, Moment } from './history';
import type { Random } from './stack-random';

/** A command as a person gives it, under one key however often it is sent. */
export interface Order {
  person: string;
  target: Target;
  /** Null where it opens a stream. */
  expectVersion: number | null;
}

export interface Client {
  newKey(): string;
  /** Sends a command until the answer is definite; null when there was none in time. It begins with this door, or any. */
  give(order: Order, key: string, door?: number): Promise<Told | null>;
  /** Sends it once more under its key, whatever comes of it. */
  repeat(order: Order, key: string): Promise<void>;
  read(streamId: string): Promise<Told | null>;
  settle(streamId: string, appliedSeq: number): Promise<void>;
}

export interface Surroundings {
  doors: Doors;
  history: History;
  random: Random;
  /** True when nobody tries again any more. */
  isOver: () => boolean;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const tryAgainMs: [number, number] = [20, 200];

const streamOf = (target: Target): string | null => ('opens' in target ? null : target.streamId);

/** Said by the door: this send may have been carried out. */
const isUnknown = ({ code }: Told): boolean => code === 'outcome-unknown';

/** Said by the door: nothing was done, the same request may be sent again. */
const isForNow = ({ status, code }: Told): boolean => status === 503 || code === 'request-in-progress';

const endOf = (
  reply: Reply,
  asked: { stream: string | null; isMutation: boolean },
): Omit<Ended, 'send' | keyof Moment> => {
  const nothing = { status: 0, stream: asked.stream, version: null, bodyHash: null, tail: null };
  if (reply.kind === 'not-sent') return { ...nothing, phase: 'fail', code: 'not-sent' };
  if (reply.kind === 'unknown') return { ...nothing, phase: 'info', code: reply.why };
  const { told } = reply;
  const { status, code, version, body, tail } = told;
  const isOk = status >= 200 && status < 300;
  const said = isOk && asked.isMutation ? (JSON.parse(body) as { streamId?: string }) : {};
  const mayBeDone = isUnknown(told) || status === 500;
  return {
    phase: isOk ? 'ok' : mayBeDone ? 'info' : 'fail',
    status,
    code,
    stream: said.streamId ?? asked.stream,
    version,
    bodyHash: sha256(body),
    tail,
  };
};

type What = Omit<Invoked, 'phase' | 'send' | 'client' | 'target' | keyof Moment>;

const withoutKey = (op: string, person: string, stream: string, session: string): What => ({
  ...{ op, person, stream, session },
  ...{ key: null, requestHash: null, expectVersion: null, command: null },
});

/** A client with a session of its own: what it sends waits for what it sent before. */
export const openClient = (name: string, { doors, history, random, isOver }: Surroundings): Client => {
  let keys = 0;

  const once = async (door: number, what: What, asked: Asked): Promise<Reply> => {
    const send = history.invoke({ ...what, client: name, target: doors.names[door] ?? '' });
    const reply = await doors.ask(door, asked);
    history.end(send, endOf(reply, { stream: what.stream, isMutation: asked.ask === 'command' }));
    return reply;
  };

  const anyDoor = (): number => random.whole(0, doors.names.length - 1);

  const sendOrder = (
    { person, target, expectVersion }: Order,
    key: string,
    session: string,
    door: number,
  ): Promise<Reply> => {
    const requestHash = sha256(canonical({ target: JSON.parse(JSON.stringify(target)) as unknown, expectVersion }));
    const request = { personId: person, idempotencyKey: key, requestHash, target };
    return once(
      door,
      {
        op: target.command.type,
        person,
        stream: streamOf(target),
        key,
        requestHash,
        expectVersion,
        command: target.command,
        session,
      },
      { ask: 'command', request: expectVersion === null ? request : { ...request, expectedVersion: expectVersion } },
    );
  };

  return {
    newKey: () => {
      keys += 1;
      return `${name}-${keys}`;
    },
    give: async (order, key, first) => {
      for (let door = first ?? anyDoor(); ; door = anyDoor()) {
        const reply = await sendOrder(order, key, name, door);
        if (reply.kind === 'answered' && !isForNow(reply.told)) return reply.told;
        if (isOver()) return null;
        await sleep(random.whole(...tryAgainMs));
      }
    },
    repeat: async (order, key) => {
      await sendOrder(order, key, `${name}-echo`, anyDoor());
    },
    read: async (streamId) => {
      const reply = await once(anyDoor(), withoutKey('read', '', streamId, name), { ask: 'read', streamId });
      return reply.kind === 'answered' && reply.told.status === 200 ? reply.told : null;
    },
    settle: async (streamId, appliedSeq) => {
      await once(anyDoor(), withoutKey('settle', 'system', streamId, name), { ask: 'settle', streamId, appliedSeq });
    },
  };
};
