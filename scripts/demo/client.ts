import { randomUUID } from 'node:crypto';

/** An answer of the product, with its parsed body. */
export interface Reply {
  status: number;
  body: Record<string, unknown>;
  etag: string | null;
}

const asRecord = (text: string): Record<string, unknown> => {
  if (text === '') return {};
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null ? Object.fromEntries(Object.entries(parsed)) : {};
};

/** One person at the REST interface: logs in once, then sends the cookie and the CSRF token with every write. */
export class Person {
  private cookie = '';
  private csrf = '';
  personId = '';

  private asked = 0;

  constructor(
    readonly bases: readonly string[],
    readonly username: string,
  ) {}

  /** The next of the product's addresses: with several, every request goes to another one. */
  private get base(): string {
    const base = this.bases[this.asked % this.bases.length];
    this.asked += 1;
    return base ?? '';
  }

  /** Logs in with the demo password of this account. @throws when it is refused. */
  async logIn(password = `drill-${this.username}`): Promise<this> {
    const reply = await fetch(`${this.base}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: this.username, password }),
    });
    if (reply.status !== 204)
      throw new Error(`login of ${this.username} answered ${String(reply.status)}: ${await reply.text()}`);
    this.cookie = reply.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const me = await this.get('/api/v1/me');
    this.csrf = String(me.body['csrfToken']);
    const person = me.body['person'];
    this.personId =
      typeof person === 'object' && person !== null && 'personId' in person ? String(person.personId) : '';
    return this;
  }

  async get(path: string): Promise<Reply> {
    return this.read(await fetch(`${this.base}${path}`, { headers: { cookie: this.cookie } }));
  }

  /** A write with a fresh Idempotency-Key, or the given one; `version` becomes `If-Match`. */
  async post(path: string, body: unknown, options: { version?: number; key?: string } = {}): Promise<Reply> {
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      cookie: this.cookie,
      'x-csrf-token': this.csrf,
      'idempotency-key': options.key ?? randomUUID(),
      ...(options.version === undefined ? {} : { 'if-match': `"${String(options.version)}"` }),
    };
    return this.read(await fetch(`${this.base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));
  }

  /** Uploads one file and returns its attachment id. */
  async upload(bytes: Buffer, name: string): Promise<string> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), name);
    const reply = await fetch(`${this.base}/api/v1/attachments`, {
      method: 'POST',
      headers: { cookie: this.cookie, 'x-csrf-token': this.csrf, 'idempotency-key': randomUUID() },
      body: form,
    });
    const { status, body } = await this.read(reply);
    if (status !== 201) throw new Error(`upload answered ${String(status)}: ${JSON.stringify(body)}`);
    return String(body['attachmentId']);
  }

  private async read(reply: Response): Promise<Reply> {
    return { status: reply.status, body: asRecord(await reply.text()), etag: reply.headers.get('etag') };
  }
}
