import type { ShownWhen } from '../../domain/form';
import { codesOf, isDay, isMany, isStated, isUpload, type BodyField } from './body-fields';
import type { Bodies } from './choosing';
import type { Body } from './samples';

/** One thing that may be chosen; with `when`, only beside one of these values of the field that it hangs on. */
export interface Option {
  value: string;
  when?: ShownWhen;
}

/** What a form offers for one field. */
export interface Offered {
  field: BodyField;
  /** Null where nothing is picked from a list. */
  options: Option[] | null;
  required: boolean;
  requiredWhen: ShownWhen[];
  absent: boolean;
  days: { earliest: string; latest: string } | null;
  minItems: number;
  /** What it is filled with at first. */
  filled: unknown;
}

/** What cannot be chosen now, and why, in Chinese. */
export interface Withheld {
  field: string;
  value: string;
  message: string;
}

/** The fields as they are, for a command that is not to be given now: nothing is tried for it. */
export const asTheyAre = (fields: readonly BodyField[]): Offered[] =>
  fields.map((field) => ({
    field,
    options: codesOf(field.schema).length === 0 ? null : codesOf(field.schema).map((value) => ({ value })),
    required: field.required,
    requiredWhen: [],
    absent: field.form.absent === true || (field.form.ifNeeded === true && !field.required),
    days: null,
    minItems: 0,
    filled: undefined,
  }));

const asked = ({ schema }: BodyField, value: string): unknown => (isMany(schema) ? [value] : value);

/** Which fields the rules ask for under which values of others. */
class Needs {
  private readonly byField = new Map<string, Map<string, (string | boolean)[]>>();

  note(needed: string, parent: string, value: string | boolean): void {
    const byParent = this.byField.get(needed) ?? new Map<string, (string | boolean)[]>();
    this.byField.set(needed, byParent);
    byParent.set(parent, [...(byParent.get(parent) ?? []), value]);
  }

  of(name: string): ShownWhen[] {
    return [...(this.byField.get(name) ?? [])].map(([field, values]) => ({ field, in: values }));
  }
}

const added = (body: Body, base: Body): string[] => Object.keys(body).filter((name) => !(name in base));

/** Tries every candidate of every field with the rules of the command, and keeps what they take. */
export const offersOf = async (
  bodies: Bodies,
  either: readonly (readonly string[])[] = [],
): Promise<{ offers: Offered[]; withheld: Withheld[] }> => {
  const base = await bodies.base();
  const needs = new Needs();
  const withheld: Withheld[] = [];
  const kept = new Map<string, Option[]>();

  const tryValue = async (field: BodyField, value: string | boolean, beside: Body): Promise<boolean> => {
    const { name } = field;
    const pinned = [...Object.keys(beside), name];
    const start = { ...base.body, ...beside, [name]: typeof value === 'boolean' ? value : asked(field, value) };
    const { body, broken } = await bodies.settle(start, pinned);
    if (broken?.field === name || (broken?.field === null && base.broken === null)) {
      // Of who and which may be picked nobody is told whom the rules leave out; of what is stated, why it cannot be now.
      const isTold = broken.field === null || (isStated(field.schema) && field.form.among === undefined);
      if (typeof value === 'string' && isTold) withheld.push({ field: name, value, message: broken.message });
      return false;
    }
    for (const needed of added(body, base.body)) if (!pinned.includes(needed)) needs.note(needed, name, value);
    return true;
  };

  /** What leaves nothing to choose for a field that hangs on it and is asked for cannot be chosen itself. */
  const keepOnly = ({ name, form }: BodyField, values: ReadonlySet<string>): void => {
    const options = kept.get(name) ?? [];
    kept.set(
      name,
      options.filter(({ value }) => values.has(value)),
    );
    const gone = options.find(({ value }) => !values.has(value) && value === form.default);
    if (gone !== undefined)
      withheld.push({ field: name, value: gone.value, message: '没有与之相应、可用于此事的选项。' });
  };

  const isFree = (field: BodyField): boolean => field.form.absent !== true && field.form.const === undefined;
  for (const field of bodies.fields.filter((one) => isFree(one) && one.form.of === undefined)) {
    const { name, schema } = field;
    if (schema['type'] === 'boolean' && field.form.default !== undefined) {
      for (const value of [true, false]) await tryValue(field, value, {});
      continue;
    }
    const candidates = isUpload(schema) ? [] : bodies.offered(field, base.body);
    const options: Option[] = [];
    for (const value of candidates) if (await tryValue(field, value, {})) options.push({ value });
    if (candidates.length > 0 || field.form.among !== undefined) kept.set(name, options);
  }
  for (const field of bodies.fields.filter((one) => isFree(one) && one.form.of !== undefined)) {
    const parent = bodies.fieldOf(field.form.of ?? null);
    if (parent === undefined) continue;
    const parents = (kept.get(parent.name) ?? []).map(({ value }) => value);
    const byValue = new Map<string, string[]>();
    for (const of of parents) {
      const beside = { [parent.name]: of };
      for (const value of bodies.offered(field, { ...base.body, ...beside }))
        if (await tryValue(field, value, beside)) byValue.set(value, [...(byValue.get(value) ?? []), of]);
    }
    if (field.required) keepOnly(parent, new Set([...byValue.values()].flat()));
    kept.set(
      field.name,
      [...byValue].map(([value, under]) =>
        under.length === (kept.get(parent.name) ?? []).length
          ? { value }
          : { value, when: { field: parent.name, in: under } },
      ),
    );
  }

  const offers: Offered[] = [];
  for (const field of bodies.fields) {
    const { name, form, schema } = field;
    const options = isUpload(schema)
      ? form.among === undefined
        ? null
        : (form.among as string[]).map((value) => ({ value }))
      : (kept.get(name) ?? null);
    const isNeeded = name in base.body && !either.some((pair) => pair.includes(name));
    const requiredWhen = isNeeded ? [] : needs.of(name);
    const days = isDay(schema) && form.absent !== true ? await bodies.daysOf(field, base.body) : null;
    const isUnoffered = form.ifNeeded === true && !isNeeded && requiredWhen.length === 0;
    const isEmpty = options !== null && options.length === 0 && !field.required && form.open !== true;
    offers.push({
      field,
      options,
      required: field.required || (isNeeded && form.absent !== true),
      requiredWhen,
      absent: form.absent === true || isUnoffered || isEmpty || (isDay(schema) && days === null && !field.required),
      days,
      minItems: await bodies.leastUploads(field, base.body),
      filled: filledOf(field, { options, days, base: base.body[name] }),
    });
  }
  return { offers, withheld };
};

/** What a field is filled with at first: what is known, the likeliest choice where one is suggested, the latest day. */
const filledOf = (
  { form, schema, required }: BodyField,
  { options, days, base }: { options: Option[] | null; days: Offered['days']; base: unknown },
): unknown => {
  const isOffered = (value: unknown): boolean =>
    options === null || form.open === true || options.some((option) => option.value === value);
  const { default: known } = form;
  if (Array.isArray(known)) return known.length > 0 && known.every(isOffered) ? known : undefined;
  if (known !== undefined) return isOffered(known) ? known : undefined;
  const [only, ...others] = options ?? [];
  if (required && only !== undefined && others.length === 0 && isStated(schema) && form.finding !== true)
    return only.value;
  if (form.filled !== true) return undefined;
  if (isDay(schema)) return days?.latest;
  const isSuggested = form.suggested === undefined || form.suggested.includes(String(base));
  return isOffered(base) && isSuggested ? base : undefined;
};
