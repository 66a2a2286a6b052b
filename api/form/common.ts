import type { FieldForm, Form } from '../../domain/form';
import { compact, omit } from '../compact';
import type { Dto } from '../parse';
import { bodyFields, isMany, isUpload, type BodyField } from './body-fields';

/** The form of one case of several. */
export interface FormOfCase {
  caseId: string;
  form: Form;
}

/** One form for several cases. */
export interface CommonForm {
  /** Of the first case, with no choice that one of the others does not have. */
  form: Form;
  /** What each case has of its own and nobody is asked for, by the id of the case. */
  own: Map<string, Record<string, unknown>>;
  /** Fields that stand in `own`. */
  ownFields: readonly string[];
  /** Cases whose form has nothing in common with that of the first: which field it is that differs. */
  left: Map<string, string>;
}

type Candidates = readonly string[];

/** The only value that a case leaves for a field. */
const onlyIn = ({ const: known, among, open }: FieldForm): string | boolean | undefined => {
  if (known !== undefined) return known;
  return Array.isArray(among) && among.length === 1 && open !== true ? (among as Candidates)[0] : undefined;
};

const same = (values: readonly unknown[]): boolean =>
  values.every((value) => JSON.stringify(value) === JSON.stringify(values[0]));

/** Candidates that two cases have; undefined where one of them has all. */
const shared = (one: FieldForm['among'], other: FieldForm['among']): FieldForm['among'] => {
  if (one === undefined || other === undefined) return one ?? other;
  if (typeof one !== 'function' && typeof other !== 'function') return one.filter((value) => other.includes(value));
  const of = (among: typeof one, value: string): Candidates => (typeof among === 'function' ? among(value) : among);
  return (value) => of(one, value).filter((candidate) => of(other, value).includes(candidate));
};

const isNone = (among: FieldForm['among']): boolean => Array.isArray(among) && among.length === 0;

/** What two cases have in common of a field; null where there is nothing. */
const joined = (first: FieldForm, other: FieldForm): FieldForm | null => {
  if ((first.const === undefined) !== (other.const === undefined) || first.const !== other.const) return null;
  const among = shared(first.among, other.among);
  if (isNone(among) && !isNone(first.among)) return null;
  const absent = first.absent ?? other.absent;
  const { default: known } = first;
  return compact({
    ...omit(first, 'default', 'among', 'absent'),
    among,
    absent,
    default: same([known, other.default]) ? known : undefined,
  });
};

/** Uploads of one case are not offered on another: new ones are asked for. */
const ofNoCase = ({ schema }: BodyField, form: FieldForm): FieldForm =>
  isUpload(schema) ? omit(form, 'among', 'default') : form;

/**
 * Makes one form of several of the same command: what all know alike is known, what each knows otherwise goes with the case,
 * what may be chosen on all is offered. Whether a choice is taken on each, its own rules say when the batch is carried out.
 */
export const commonForm = (of: Dto<object>, forms: readonly FormOfCase[]): CommonForm => {
  const [first] = forms;
  if (first === undefined) throw new Error('no form to share');
  const fields: Record<string, FieldForm> = {};
  const own = new Map(forms.map(({ caseId }) => [caseId, {}]));
  const ownFields: string[] = [];
  const left = new Map<string, string>();
  for (const field of bodyFields(of, first.form)) {
    const { name } = field;
    const each = forms.map(({ caseId, form }) => ({ caseId, form: ofNoCase(field, form.fields[name] ?? {}) }));
    const only = each.map(({ form }) => onlyIn(form));
    const isAsked = field.required || each.every(({ form }) => form.const !== undefined);
    if (isAsked && only.every((value) => value !== undefined) && !same(only)) {
      ownFields.push(name);
      for (const [at, { caseId }] of each.entries()) {
        const value = only[at];
        Object.assign(own.get(caseId) ?? {}, { [name]: isMany(field.schema) ? [value] : value });
      }
    }
    let common = each[0]?.form ?? {};
    if (!ownFields.includes(name))
      for (const { caseId, form } of each) {
        const next = joined(common, form);
        if (next === null) left.set(caseId, name);
        else common = next;
      }
    if (name in first.form.fields) fields[name] = common;
  }
  return { form: { ...first.form, fields }, own, ownFields, left };
};
