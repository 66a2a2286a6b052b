import type { Answer, DoorResult } from '../../record/request';
import { sha256 } from '../../record/hash';
import { isStored } from '../../record/key-store';
import type { Request, SimDoor } from './door';
import type { Scheduler } from './scheduler';

/** One sending of a request and what came back; `lost` when nothing did. */
export interface Attempt {
  sentAt: number;
  answeredAt: number | null;
  result: DoorResult | 'running' | 'lost';
}

/** A request as its client remembers it. */
export interface Sent {
  request: Request;
  attempts: Attempt[];
  /** What came of other requests under the same key. */
  others: Attempt[];
}

export interface Clients {
  sent: Map<string, Sent>;
  /** Sends a request, again if it was sent before; a body of its own makes it another request under the same key. */
  send(request: Request): void;
  /** Keys whose client does not know the outcome and is not waiting for it. */
  unanswered(): string[];
}

/** True when the client may stop: it knows what became of the request. */
const isFinal = ({ result }: Attempt): boolean => typeof result === 'object' && 'answer' in result;

export const createClients = (scheduler: Scheduler, door: SimDoor): Clients => {
  const sent = new Map<string, Sent>();
  let turn = 0;

  const send = (request: Request): void => {
    const entry = sent.get(request.key) ?? { request, attempts: [], others: [] };
    sent.set(request.key, entry);
    const isOther = request.requestHash !== entry.request.requestHash;
    turn += 1;
    const attempt: Attempt = { sentAt: turn, answeredAt: null, result: 'running' };
    (isOther ? entry.others : entry.attempts).push(attempt);
    const asked = entry.attempts.length > 1 ? { ...request, streamId: anewAs(request, turn) } : request;
    scheduler.start(`request:${request.key}.${turn}`, async (task) => {
      task.onKilled(() => {
        if (attempt.result === 'running') attempt.result = 'lost';
      });
      const result = await door.execute(task, asked);
      const fault = await task.pause('answer');
      turn += 1;
      attempt.answeredAt = turn;
      attempt.result = fault === null ? result : 'lost';
    });
  };

  return {
    sent,
    send,
    unanswered: () =>
      [...sent].flatMap(([key, { attempts }]) =>
        attempts.some(isFinal) || attempts.some(({ result }) => result === 'running') ? [] : [key],
      ),
  };
};

/** The answer that was stored under the key, as the client has seen it: no repetition may get another. */
export const storedAnswer = ({ attempts }: Sent): { answer: Answer; answeredAt: number } | undefined => {
  for (const { result, answeredAt } of attempts) {
    if (typeof result !== 'object' || !('answer' in result) || answeredAt === null) continue;
    const { answer } = result;
    if (isStored(answer, answer.body.includes('"sod-violation"'))) return { answer, answeredAt };
  }
  return undefined;
};

/** The door gives every report that it takes up a fresh id; only the key keeps a repeated one from opening another case. */
const anewAs = ({ command, streamId }: Request, turn: number): string =>
  command.type === 'report' ? `${streamId}-${turn}` : streamId;

/** What identifies a request beside its key. */
export const hashOf = (body: object): string => sha256(JSON.stringify(body));
