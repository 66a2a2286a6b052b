import type { Allowed } from '../../domain/case/allowed';
import type { Context } from '../../domain/context';
import type { Form } from '../../domain/form';
import type { FormAnswer } from '../answers/form';
import type { Explained } from '../answers/shape';
import type { CommandWords } from '../commands/command-body';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import type { Dto } from '../parse';
import { labelOf } from '../present/allowed';
import type { Viewer } from '../read/viewer';
import { bodyFields } from './body-fields';
import { Bodies, type Trial } from './choosing';
import { formSchema } from './form-schema';
import { namesFor, type NameOf } from './naming';
import { asTheyAre, offersOf, type Withheld } from './offering';

/** A command on something, as far as a form is drawn of it. */
export interface Drawn {
  command: string;
  words: CommandWords;
  act?: { act: string; name: string } | undefined;
  version: number | null;
  allowed: Pick<Allowed, 'allowed' | 'reason'>;
  body: Dto<object>;
  form: Form;
  trial: Trial;
  context: Context;
  papers: readonly { documentId: string; number: string; type: string }[];
}

const said = (withheld: readonly Withheld[], offered: readonly { field: { name: string } }[], nameOf: NameOf) =>
  withheld.map(({ field, value, message }) => {
    const of = offered.find((one) => one.field.name === field);
    const title = of === undefined ? value : nameOf(of.field as Parameters<NameOf>[0], value).title;
    return { text: `“${title}”现在不能选：${message}`, field: `/${field}` };
  });

/** Draws the form of a command: what the rules leave to choose, with names, and what is known already. */
export const drawForm = async (
  deps: AppDeps,
  viewer: Viewer,
  { command, words, act, version, allowed, body, form, trial, context, papers }: Drawn,
): Promise<Omit<FormAnswer, Explained>> => {
  const fields = bodyFields(body, form);
  const tried = allowed.allowed
    ? await offersOf(new Bodies(trial, fields, context.now), form.either)
    : { offers: asTheyAre(fields), withheld: [] };
  const { offers, withheld } = tried;
  const nameOf = await namesFor(deps, viewer, context, { offers, papers });
  const { reason } = allowed;
  return {
    command,
    name: words.name,
    label: labelOf(command, words.name, act?.name),
    does: words.does,
    ...compact({ act: act?.act, actName: act?.name }),
    version,
    allowed: allowed.allowed,
    ...(reason === undefined ? {} : { reason }),
    schema: formSchema(offers, form, nameOf),
    warnings: [...(allowed.allowed ? (form.warnings ?? []) : []), ...said(withheld, offers, nameOf)],
  };
};
