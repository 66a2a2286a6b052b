import { randomUUID } from 'node:crypto';
import { Pool, type Dispatcher } from 'undici';
import { demoPassword } from '../../scripts/demo/accounts';

export interface Reply {
  status: number;
  body: Record<string, unknown>;
}

const parsed = (text: string): Record<string, unknown> => {
  if (text === '') return {};
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
};

/** One person at the REST interface on kept-alive connections, as a browser or another system would be. */
export class Caller {
  private readonly pool: Pool;
  private cookie = '';
  private csrf = '';

  private constructor(url: string, connections: number) {
    this.pool = new Pool(url, { connections, pipelining: 1, bodyTimeout: 30_000, headersTimeout: 30_000 });
  }

  static async signIn(url: string, username: string, connections = 1): Promise<Caller> {
    const caller = new Caller(url, connections);
    const body = JSON.stringify({ username, password: demoPassword(username) });
    const reply = await caller.pool.request({
      method: 'POST',
      path: '/api/v1/session',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await reply.body.dump();
    if (reply.statusCode !== 204) throw new Error(`sign-in of ${username} answered ${reply.statusCode}`);
    const cookies = [reply.headers['set-cookie'] ?? []].flat();
    caller.cookie = cookies.map((line) => line.split(';')[0]).join('; ');
    caller.csrf = String((await caller.get('/api/v1/me')).body['csrfToken']);
    return caller;
  }

  async get(path: string): Promise<Reply> {
    return this.send({ method: 'GET', path, headers: { cookie: this.cookie } });
  }

  post(path: string, body: object, version?: number): Promise<Reply> {
    const headers = {
      'content-type': 'application/json',
      cookie: this.cookie,
      'x-csrf-token': this.csrf,
      'idempotency-key': randomUUID(),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    };
    return this.send({ method: 'POST', path, headers, body: JSON.stringify(body) });
  }

  /** A write that must succeed; returns its answer. */
  async must(path: string, body: object, version?: number): Promise<Record<string, unknown>> {
    const reply = await this.post(path, body, version);
    if (reply.status >= 300) throw new Error(`${path} answered ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }

  private async send(options: Dispatcher.RequestOptions): Promise<Reply> {
    const reply = await this.pool.request(options);
    return { status: reply.statusCode, body: parsed(await reply.body.text()) };
  }
}
