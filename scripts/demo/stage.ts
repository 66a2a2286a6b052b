import { setTimeout as wait } from 'node:timers/promises';
import { Person, type Reply } from './client';
import { photo } from './photo';
import { say } from './say';

/** What the demo knows while it plays: the people, the case and the ids it found over REST. */
export class Stage {
  private readonly people = new Map<string, Person>();
  private photos = 0;
  caseId = '';

  private readonly bases: readonly string[];

  /** One address of the product or several that share a record. */
  constructor(...bases: string[]) {
    this.bases = bases;
  }

  /** A person of the demo, logged in on first use. */
  async as(username: string): Promise<Person> {
    const known = this.people.get(username);
    if (known) return known;
    const person = await new Person(this.bases, username).logIn();
    this.people.set(username, person);
    return person;
  }

  /** Fresh photos uploaded by this person. */
  async shots(username: string, count: number): Promise<string[]> {
    const person = await this.as(username);
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) {
      this.photos += 1;
      ids.push(await person.upload(photo(Date.now() + this.photos), `现场${String(this.photos)}.png`));
    }
    return ids;
  }

  /** Sends a command on the case with the version just read; a version that moved meanwhile is read again. */
  async command(username: string, command: string, body: unknown, target = `cases/${this.caseId}`): Promise<Reply> {
    const person = await this.as(username);
    for (;;) {
      const seen = await person.get(`/api/v1/${target}`);
      const version = Number(seen.body['version']);
      const reply = await person.post(`/api/v1/${target}/commands/${command}`, body, { version });
      if (reply.status !== 412) return reply;
    }
  }

  /** The same, which must succeed. */
  async must(username: string, command: string, body: unknown, target?: string): Promise<Reply> {
    const reply = await this.command(username, command, body, target);
    if (reply.status !== 200) {
      throw new Error(`${username} ${command} answered ${String(reply.status)}: ${JSON.stringify(reply.body)}`);
    }
    return reply;
  }

  /** The same, which may come too early for a while: it is given again until that is no longer the reason. */
  async mustOnceOpen(username: string, command: string, body: unknown, tooEarly: string): Promise<void> {
    await this.until(`${command} of ${username}`, 60, async () => {
      const reply = await this.command(username, command, body);
      if (reply.status === 200) return true;
      if (reply.body['reason'] === tooEarly) return undefined;
      throw new Error(`${username} ${command} answered ${String(reply.status)}: ${JSON.stringify(reply.body)}`);
    });
  }

  /** The same, which must be refused with this code. */
  async mustRefuse(username: string, command: string, body: unknown, status: number, code: string): Promise<void> {
    const reply = await this.command(username, command, body);
    if (reply.status !== status || reply.body['code'] !== code) {
      throw new Error(
        `${username} ${command}: expected ${String(status)} ${code}, got ${String(reply.status)} ${JSON.stringify(reply.body)}`,
      );
    }
    say.refused(username, command, reply);
  }

  /** Items of a list a person reads. */
  async items(username: string, path: string): Promise<Record<string, unknown>[]> {
    const { body } = await (await this.as(username)).get(path);
    return recordsIn(body['items']);
  }

  events(): Promise<Record<string, unknown>[]> {
    return this.items('ofc', `/api/v1/cases/${this.caseId}/events?limit=200`);
  }

  deadlines(): Promise<Record<string, unknown>[]> {
    return this.items('ofc', `/api/v1/cases/${this.caseId}/deadlines`);
  }

  /** Waits until the clock has done something; says what it waits for. @throws after `seconds`. */
  async until<T>(what: string, seconds: number, look: () => Promise<T | undefined>): Promise<T> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(`waited ${String(seconds)} s in vain for ${what}`);
      await wait(150);
    }
  }

  /** Waits for a rung of the case's own ladder. */
  rung(act: string, seconds: number): Promise<Record<string, unknown>> {
    return this.until(`rung ${act}`, seconds, async () =>
      (await this.events()).find((event) => event['type'] === 'rung-reached' && bodyOf(event)['act'] === act),
    );
  }

  /** The open proposal of an act in somebody's inbox. */
  inbox(username: string, act: string, seconds = 10): Promise<Record<string, unknown>> {
    return this.until(`${act} in the inbox of ${username}`, seconds, async () =>
      (await this.items(username, '/api/v1/inbox?limit=200')).find((item) => item['act'] === act),
    );
  }
}

/** The objects of a list in an answer. */
export const recordsIn = (list: unknown): Record<string, unknown>[] =>
  Array.isArray(list)
    ? list.flatMap((item: unknown) =>
        typeof item === 'object' && item !== null ? [Object.fromEntries(Object.entries(item))] : [],
      )
    : [];

/** The body of an event as a record. */
export const bodyOf = (event: Record<string, unknown>): Record<string, unknown> => {
  const body = event['body'];
  return typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : {};
};
