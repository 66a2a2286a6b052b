import { Problem, Unreachable } from './problem';
import { dispatch } from './transport';
import { addressOf, type Answer, type At, type Readable, type Schemas } from './typed';

/** What belongs to the session: the CSRF token of `GET /api/v1/me`, and who is told that the session has ended. */
const session = { csrfToken: '', onEnded: (): void => undefined };

export const keepCsrfToken = (token: string | null): void => {
  session.csrfToken = token ?? '';
};

export const whenSessionEnds = (listener: () => void): void => {
  session.onEnded = listener;
};

/** A key of 128 bits for one intent; `randomUUID` is there over HTTPS and loopback only. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

interface Sending {
  body?: object | FormData;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Told how much has been sent, from 0 to 1. */
  onProgress?: (share: number) => void;
}

/** An answer that is no problem document comes from something between: a proxy, a server that is starting. */
const strange = (response: Response): Schemas['Problem'] => ({
  type: 'about:blank',
  title: '服务暂不可用',
  status: response.status,
  detail: `服务器没有给出可用的回答（${String(response.status)}），请稍后重试。`,
  instance: response.url,
  code: response.status >= 500 ? 'dependency-down' : 'malformed-request',
  errors: [],
  traceId: '',
});

const problemOf = async (response: Response): Promise<Problem> => {
  const isProblem = response.headers.get('Content-Type')?.startsWith('application/problem+json') === true;
  const body = isProblem ? ((await response.json()) as Schemas['Problem']) : strange(response);
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return new Problem(body, Number.isFinite(seconds) ? seconds : null);
};

/**
 * One request to the API.
 *
 * @throws Problem for a refusal, Unreachable where no answer came.
 */
export const send = async (
  method: string,
  address: string,
  { body, headers, signal, onProgress }: Sending = {},
): Promise<Response> => {
  const isForm = body instanceof FormData;
  let response: Response;
  try {
    response = await dispatch(address, {
      method,
      signal: signal ?? null,
      headers: {
        Accept: 'application/json',
        ...(method === 'GET' ? {} : { 'X-CSRF-Token': session.csrfToken }),
        ...(body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : isForm ? body : JSON.stringify(body),
      onProgress,
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new Unreachable();
  }
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (problem.is('unauthenticated') && !address.startsWith('/api/v1/session')) session.onEnded();
  throw problem;
};

/** Reads an address of the document. */
export const read = async <P extends Readable>(path: P, at: At<P>, signal?: AbortSignal): Promise<Answer<P>> => {
  const address = addressOf(path, at);
  const response = await send('GET', address, signal === undefined ? {} : { signal });
  return (await response.json()) as Answer<P>;
};

/** Writes under a key, which the caller keeps for a repetition of the same intent. */
export const write = async (
  address: string,
  { body = {}, key, version, method = 'POST' }: { body?: object; key: string; version?: number; method?: string },
): Promise<unknown> => {
  const headers: Record<string, string> = { 'Idempotency-Key': key };
  if (version !== undefined) headers['If-Match'] = `"${String(version)}"`;
  const response = await send(method, address, { body, headers });
  return response.status === 204 ? undefined : ((await response.json()) as unknown);
};
