import { addDays, civilDateOf } from '../../domain/clock/civil';
import type { Instant } from '../../domain/clock/instant';
import { omit } from '../compact';
import { codesOf, isDay, isMany, isUpload, type BodyField } from './body-fields';
import { daysToTry, sampleOf, type Body } from './samples';

/** What the rules say to a body: which field they refuse and why, or null where they take it. */
export interface Broken {
  field: string | null;
  message: string;
}
export type Trial = (body: Body) => Promise<Broken | null>;

/** A body as far as it could be made one that the rules take, with some fields as they are. */
interface Settled {
  body: Body;
  broken: Broken | null;
}

/** More than so many changes make no body that the others did not. */
const mostSteps = 150;

/** Makes bodies that the rules take, by filling in what they ask for. */
export class Bodies {
  constructor(
    private readonly trial: Trial,
    readonly fields: readonly BodyField[],
    private readonly now: Instant,
  ) {}

  fieldOf(name: string | null): BodyField | undefined {
    return this.fields.find((field) => field.name === name);
  }

  /** Candidates of a field under what the body says of the one that it hangs on. */
  offered({ schema, form }: BodyField, body: Body): readonly string[] {
    const { among, of } = form;
    if (typeof among !== 'function') return among ?? codesOf(schema);
    return among(of === undefined ? '' : String(body[of]));
  }

  private sample(field: BodyField, body: Body): unknown {
    return sampleOf(field, this.offered(field, body), this.now);
  }

  /** The first body: what its class asks for and what is known. */
  first(): Body {
    const body: Body = {};
    for (const field of this.fields) {
      const { name, required, form } = field;
      const isKnown = form.const !== undefined && form.ifNeeded !== true;
      if (form.absent !== true && (required || isKnown)) body[name] = this.sample(field, body);
    }
    return body;
  }

  /** What hangs on a field is of it. */
  private inStep(body: Body, pinned: readonly string[]): Body {
    const next = { ...body };
    for (const field of this.fields) {
      const { name, form } = field;
      if (form.of === undefined || typeof form.among !== 'function' || pinned.includes(name) || !(name in next))
        continue;
      const offered = this.offered(field, next);
      if (!offered.includes(String(next[name]))) next[name] = offered[0] ?? next[name];
    }
    return next;
  }

  private values(field: BodyField, body: Body): unknown[] {
    const { schema } = field;
    if (isDay(schema)) return daysToTry(this.now, (days) => addDays(civilDateOf(this.now), days));
    const offered = this.offered(field, body);
    return isMany(schema) ? offered.map((one) => [one]) : [...offered];
  }

  /** Fills in, changes or leaves out what the rules name, but for what is pinned, until they take it or name no more. */
  async settle(start: Body, pinned: readonly string[] = []): Promise<Settled> {
    let body = this.inStep(start, pinned);
    const tried = new Map<string, unknown[]>();
    for (let step = 0; step < mostSteps; step += 1) {
      const broken = await this.trial(body);
      const field = this.fieldOf(broken?.field ?? null);
      if (broken === null || field === undefined || pinned.includes(field.name) || field.form.absent === true)
        return { body, broken };
      const next = this.changed(field, body, { pinned, tried });
      if (next === null) return { body, broken };
      body = next;
    }
    return { body, broken: await this.trial(body) };
  }

  /** The body that everything else is tried beside: one that the rules take, by another choice where they name no field. */
  async base(): Promise<Settled> {
    const settled = await this.settle(this.first());
    if (settled.broken === null || settled.broken.field !== null) return settled;
    for (const field of this.fields) {
      if (field.form.const !== undefined || !(field.name in settled.body) || isUpload(field.schema)) continue;
      for (const value of isDay(field.schema) ? [] : this.values(field, settled.body)) {
        const other = await this.settle({ ...settled.body, [field.name]: value }, [field.name]);
        if (other.broken === null) return other;
      }
    }
    return settled;
  }

  /** The body with another value of a field that is refused, or of the one that it hangs on; null where there is none left. */
  private changed(
    field: BodyField,
    body: Body,
    { pinned, tried }: { pinned: readonly string[]; tried: Map<string, unknown[]> },
  ): Body | null {
    const { name, required, form } = field;
    const seen = tried.get(name) ?? (name in body ? [body[name]] : []);
    const next = name in body ? this.untried(field, body, seen) : this.sample(field, body);
    if (next !== undefined) {
      tried.set(name, [...seen, next]);
      return this.inStep({ ...body, [name]: next }, [...pinned, name]);
    }
    if (!required && name in body) return omit(body, name);
    const parent = this.fieldOf(form.of ?? null);
    if (parent === undefined || pinned.includes(parent.name) || parent.form.const !== undefined) return null;
    tried.delete(name);
    return this.changed(parent, body, { pinned, tried });
  }

  private untried(field: BodyField, body: Body, seen: readonly unknown[]): unknown {
    const told = seen.map((one) => JSON.stringify(one));
    return this.values(field, body).find((one) => !told.includes(JSON.stringify(one)));
  }

  async takes(body: Body, pinned: readonly string[]): Promise<boolean> {
    const { broken } = await this.settle(body, pinned);
    return broken === null || broken.field === null || !pinned.includes(broken.field);
  }

  /** The first and the last day that the rules take for a field; null where they take none that was tried. */
  async daysOf({ name }: BodyField, base: Body): Promise<{ earliest: string; latest: string } | null> {
    const takes = (day: string): Promise<boolean> => this.takes({ ...base, [name]: day }, [name]);
    const known = typeof base[name] === 'string' ? [base[name]] : [];
    let seed: string | undefined;
    for (const day of [...known, ...daysToTry(this.now, (days) => addDays(civilDateOf(this.now), days))]) {
      if (await takes(day)) {
        seed = day;
        break;
      }
    }
    if (seed === undefined) return null;
    const edge = async (from: string, direction: 1 | -1, most: number): Promise<string> => {
      let [inside, outside] = [0, most];
      while (outside - inside > 1) {
        const middle = Math.floor((inside + outside) / 2);
        if (await takes(addDays(from, direction * middle))) inside = middle;
        else outside = middle;
      }
      return addDays(from, direction * inside);
    };
    return { earliest: await edge(seed, -1, 512), latest: await edge(seed, 1, 1024) };
  }

  /** How many uploads the rules ask for at the least. */
  async leastUploads({ name, schema }: BodyField, base: Body): Promise<number> {
    if (!isUpload(schema) || !(name in base)) return 0;
    const ids = (base[name] as string[]).slice(0, 2);
    for (const count of [0, 1]) if (await this.takes({ ...base, [name]: ids.slice(0, count) }, [name])) return count;
    return 2;
  }
}
