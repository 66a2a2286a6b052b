import type { Form, ShownWhen } from '../../domain/form';
import type { Schema } from '../dto/fields';
import { compact, omit } from '../compact';
import { isMany, isStated, isUpload } from './body-fields';
import type { NameOf } from './naming';
import { withNames } from './names-of-codes';
import type { Offered, Option } from './offering';

/** One condition as it is, several as a list of which any will do. */
const conditions = (all: readonly ShownWhen[]): unknown => (all.length === 1 ? all[0] : all);

const choiceOf = (offered: Offered, { value, when }: Option, nameOf: NameOf): Schema => {
  const { title, description, group } = nameOf(offered.field, value);
  return compact({
    const: value,
    title,
    description,
    'x-group': group,
    'x-suggested': offered.field.form.suggested?.includes(value) === true ? true : undefined,
    'x-shown-when': when,
  });
};

/**
 * The only one who or which may be picked is not asked for. What somebody says of the matter (a result, a way) is shown, though
 * the rules leave one answer now: nobody states what he was not shown.
 */
const onlyOf = ({ field, options, required }: Offered): string | undefined => {
  const [only, ...others] = options ?? [];
  const { form, schema } = field;
  return required &&
    only !== undefined &&
    others.length === 0 &&
    form.open !== true &&
    !isMany(schema) &&
    !isStated(schema)
    ? only.value
    : undefined;
};

const suggestedFirst = ({ field, options }: Offered): Option[] => {
  const { suggested = [] } = field.form;
  const all = options ?? [];
  return [
    ...all.filter(({ value }) => suggested.includes(value)),
    ...all.filter(({ value }) => !suggested.includes(value)),
  ];
};

const picking = (offered: Offered, nameOf: NameOf): Schema => {
  const { field, options } = offered;
  if (options === null || options.length === 0) return {};
  const choices = suggestedFirst(offered).map((option) => choiceOf(offered, option, nameOf));
  const list = field.form.open === true ? { 'x-options': choices } : { oneOf: choices };
  if (!isMany(field.schema)) return list;
  return { items: { ...(field.schema['items'] as Schema), ...list } };
};

const daysSaid = ({ days }: Offered): string | undefined =>
  days === null ? undefined : `可填 ${days.earliest} 至 ${days.latest}。`;

const propertyOf = (offered: Offered, nameOf: NameOf): Schema => {
  const { field, filled, requiredWhen, minItems, days } = offered;
  const { schema, form } = field;
  const known = form.const ?? onlyOf(offered);
  const { title, 'x-widget': widget, type } = schema;
  if (known !== undefined) {
    // What it is called is shown, though there is nothing to choose.
    const named = form.const === undefined ? picking(offered, nameOf) : {};
    return { ...compact({ title, 'x-widget': widget, type, const: known }), ...named };
  }
  const said = [form.help, daysSaid(offered)].filter((words) => words !== undefined).join('');
  const shown = form.shownWhen ?? [];
  // What is nested has no candidates of its own: its codes have their names, and the rules judge them when it is sent.
  const plain = offered.options === null ? withNames(schema) : omit(schema, 'enum');
  return compact({
    ...plain,
    ...picking(offered, nameOf),
    description: said === '' ? undefined : said,
    default: filled,
    minItems:
      minItems > 0 || (isMany(schema) && offered.required && isUpload(schema)) ? Math.max(1, minItems) : undefined,
    formatMinimum: days?.earliest,
    formatMaximum: days?.latest,
    'x-shown-when': shown.length === 0 ? undefined : conditions(shown),
    'x-required-when': requiredWhen.length === 0 ? undefined : conditions(requiredWhen),
  });
};

/** The schema of a body as it is offered on this very file, alone and without any mention of others. */
export const formSchema = (offers: readonly Offered[], form: Form, nameOf: NameOf): Schema => {
  const asked = offers.filter(({ absent }) => !absent);
  const names = asked.map(({ field }) => field.name);
  const either = (form.either ?? []).filter((pair) => pair.every((name) => names.includes(name)));
  return {
    type: 'object',
    required: asked.filter(({ required }) => required).map(({ field }) => field.name),
    properties: Object.fromEntries(asked.map((offered) => [offered.field.name, propertyOf(offered, nameOf)])),
    ...(either.length === 0
      ? {}
      : { allOf: either.map((pair) => ({ anyOf: pair.map((name) => ({ required: [name] })) })) }),
  };
};
