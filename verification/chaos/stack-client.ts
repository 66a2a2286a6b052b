import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, FormData, request } from 'undici';
import { demoPassword } from '../../scripts/demo/accounts';
import type { Ended, History } from './history';
import { domainCommandOf } from './stack-commands';
import type { Random } from './stack-random';

const answerLimitMs = 3_000;
const persistMs = 120_000;

/** What a request is sent for; it stands as `client` in the history and says what answers are expected. */
export type Intent =
  | 'set-up'
  | 'intake'
  | 'forward'
  | 'race'
  | 'note'
  | 'illegal'
  | 'foreign'
  | 'key-reuse'
  | 'escalation'
  | 'upload'
  | 'read';

/** A request as a client means it. Sent again under the same key until the answer is definite. */
export interface Wish {
  intent: Intent;
  username: string;
  method: 'GET' | 'POST';
  path: string;
  streamId?: string;
  expectedVersion?: number;
  key?: string;
  body?: unknown;
  /** Sent in place of `body`, which then describes it. */
  file?: { bytes: Buffer; name: string };
  /** Milliseconds after the first sending at which it is sent once more, whatever the answer. */
  echoes?: number[];
}

/** The definite answer, or null when there was none in time. */
export interface Answer {
  status: number;
  version: number | null;
  body: Record<string, unknown>;
}

interface Session {
  personId: string;
  cookie: string;
  csrf: string;
}

export interface Clients {
  /** Logs everybody in who is named, one after another. */
  logIn(usernames: readonly string[]): Promise<void>;
  personId(username: string): string;
  send(wish: Wish): Promise<Answer | null>;
  inFlight(): number;
  /** From now on nobody tries again. */
  giveUp(): void;
  close(): Promise<void>;
}

const asRecord = (text: string): Record<string, unknown> => {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? Object.fromEntries(Object.entries(parsed)) : {};
  } catch {
    return {};
  }
};

const versionOf = (etag: unknown): number | null => {
  const digits = typeof etag === 'string' ? /^"(\d+)"$/.exec(etag)?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
};

const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : `${error.name}: ${error.message}`;
};

interface Raw {
  /** 0 where there was no answer. */
  status: number;
  version: number | null;
  /** The answer as it came, or why there was none. */
  answer: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The code of a problem, in the door's words where it has its own. */
const codeIn = (body: Record<string, unknown>): string | null => {
  const code = body['code'];
  if (code === 'idempotency-key-reuse') return 'key-reuse';
  return typeof code === 'string' ? code : null;
};

/** 409 `request-in-progress` and all of 5xx say only: again, with the same key. */
const phaseOf = (status: number, code: string): Ended['phase'] => {
  if (status >= 200 && status < 300) return 'ok';
  return status === 0 || status >= 500 || code === 'request-in-progress' ? 'info' : 'fail';
};

/** The last part of the path of a command; `report` opens a case, `upload` keeps a file. */
const nameOf = ({ method, path }: Wish): string => {
  if (method === 'GET') return 'read';
  if (path === '/api/v1/attachments') return 'upload';
  return path === '/api/v1/cases' ? 'report' : (path.split('/').at(-1) ?? path);
};

/** Uploads and webhooks are kept once under their key too, but in no stream. */
const isInStream = ({ path }: Wish): boolean => /^\/api\/v1\/(cases|escalations)/.test(path);

const streamIn = (body: Record<string, unknown>): string | null =>
  typeof body['caseId'] === 'string' ? `case:${body['caseId']}` : null;

/** The version a reader saw and the hash of its last event, from a list of events that was read whole. */
const seenIn = ({ path }: Wish, body: Record<string, unknown>): { version: number | null; tail: string | null } => {
  const items = path.includes('/events') && body['nextCursor'] === null ? body['items'] : undefined;
  const last = Array.isArray(items) ? asRecord(JSON.stringify(items.at(-1) ?? {})) : {};
  return { version: Number(last['seq']) || null, tail: typeof last['hash'] === 'string' ? last['hash'] : null };
};

/** People at the REST interface, over real connections, each of whose requests is in the history before it is sent. */
export const openClients = (apis: readonly string[], history: History, random: Random): Clients => {
  const dispatcher = new Agent({ connections: 64, pipelining: 1, connect: { timeout: answerLimitMs } });
  const sessions = new Map<string, Session>();
  let inFlight = 0;
  let patient = true;

  const sessionOf = (username: string): Session => {
    const session = sessions.get(username);
    if (session === undefined) throw new Error(`${username} is not logged in`);
    return session;
  };

  const exchange = async (wish: Wish, key: string | null, api: number): Promise<Raw> => {
    const session = sessionOf(wish.username);
    const headers: Record<string, string> = { cookie: session.cookie, 'x-csrf-token': session.csrf };
    if (key !== null) headers['idempotency-key'] = key;
    if (wish.expectedVersion !== undefined) headers['if-match'] = `"${wish.expectedVersion}"`;
    const options = { method: wish.method, headers, dispatcher, signal: AbortSignal.timeout(answerLimitMs) };
    const body = bodyOf(wish, headers);
    inFlight += 1;
    try {
      const reply = await request(
        `${apis[api] ?? ''}${wish.path}`,
        body === undefined ? options : { ...options, body },
      );
      const answer = await reply.body.text();
      return { status: reply.statusCode, version: versionOf(reply.headers['etag']), answer };
    } catch (error) {
      return { status: 0, version: null, answer: wordsOf(error) };
    } finally {
      inFlight -= 1;
    }
  };

  const attempt = async (wish: Wish, key: string | null): Promise<Raw & { phase: Ended['phase'] }> => {
    const api = random.whole(0, apis.length - 1);
    const { intent, username, streamId = null, expectedVersion = null, path, body = null } = wish;
    const op = nameOf(wish);
    const send = history.invoke({
      client: intent,
      session: username,
      target: `api${api + 1}`,
      op,
      person: sessionOf(username).personId,
      key: isInStream(wish) ? key : null,
      requestHash: sha256(`${path} ${JSON.stringify(body)}`),
      stream: streamId,
      expectVersion: expectedVersion,
      command: key === null ? null : await domainCommandOf(op, wish),
    });
    const { status, version, answer } = await exchange(wish, key, api);
    const parsed = status === 0 ? {} : asRecord(answer);
    const code = status === 0 ? answer : codeIn(parsed);
    const phase = phaseOf(status, code ?? '');
    const seen = phase === 'ok' ? seenIn(wish, parsed) : { version: null, tail: null };
    history.end(send, {
      phase,
      status,
      code,
      stream: streamId ?? (op === 'report' ? streamIn(parsed) : null),
      version: seen.version ?? version,
      bodyHash: status === 0 ? null : sha256(answer),
      tail: seen.tail,
    });
    return { phase, status, version, answer };
  };

  return {
    async logIn(usernames) {
      for (const username of usernames) sessions.set(username, await signIn(apis[0] ?? '', username));
    },
    personId: (username) => sessionOf(username).personId,
    async send(wish) {
      const key = wish.method === 'GET' ? null : (wish.key ?? randomUUID());
      const echoed = (wish.echoes ?? []).map(async (afterMs) => {
        await sleep(afterMs);
        if (patient) await attempt(wish, key);
      });
      const persistUntil = performance.now() + persistMs;
      let ended = await attempt(wish, key);
      while (ended.phase === 'info' && wish.method === 'POST' && patient && performance.now() < persistUntil) {
        await sleep(random.between(300, 1_500));
        ended = await attempt(wish, key);
      }
      await Promise.all(echoed);
      if (ended.phase === 'info') return null;
      return { status: ended.status, version: ended.version, body: asRecord(ended.answer) };
    },
    inFlight: () => inFlight,
    giveUp: () => {
      patient = false;
    },
    close: () => dispatcher.destroy(),
  };
};

const bodyOf = (wish: Wish, headers: Record<string, string>): FormData | string | undefined => {
  if (wish.file !== undefined) {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(wish.file.bytes)], { type: 'image/png' }), wish.file.name);
    return form;
  }
  if (wish.body === undefined) return undefined;
  headers['content-type'] = 'application/json';
  return JSON.stringify(wish.body);
};

const signIn = async (base: string, username: string): Promise<Session> => {
  const body = JSON.stringify({ username, password: demoPassword(username) });
  const headers = { 'content-type': 'application/json' };
  const reply = await request(`${base}/api/v1/session`, { method: 'POST', headers, body });
  if (reply.statusCode !== 204) throw new Error(`login of ${username}: ${reply.statusCode} ${await reply.body.text()}`);
  await reply.body.dump();
  const cookie = [reply.headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';')[0])
    .join('; ');
  const me = asRecord(await (await request(`${base}/api/v1/me`, { headers: { cookie } })).body.text());
  const person = asRecord(JSON.stringify(me['person']));
  return { personId: String(person['personId']), cookie, csrf: String(me['csrfToken']) };
};
