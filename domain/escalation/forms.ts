import { withdrawing } from '../case/forms/proposals';
import { holdersToday } from '../case/forms/people';
import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import type { Form, FormAsked } from '../form';
import { validOn } from '../people/directory';
import type { EscalationFile } from './file';
import type { EscalationCommandType } from './commands';
import { LEADERS } from './host';

/** Who may have held the chair: somebody of the unit that hosts, or a leader of the town. */
const hosts = ({ hostUnitId }: EscalationFile, context: Context): string[] => {
  const today = civilDateOf(context.now);
  const own = context.directory.posts.filter((post) => post.unitId === hostUnitId && validOn(post, today));
  return [...new Set([...own.map(({ personId }) => personId), ...holdersToday(context, LEADERS)])];
};

type FormOf = (file: EscalationFile, context: Context, asked: FormAsked) => Form;

/** What each command offers for its fields; one that is not here asks for what its body has. */
const FORMS: { readonly [T in EscalationCommandType]?: FormOf } = {
  'hold-interview': (file, context) => ({
    fields: { heldAt: { default: context.now }, hostPersonId: { among: hosts(file, context) }, attendees: {} },
  }),
  'record-absence': (_, context) => ({ fields: { scheduledAt: { default: context.now }, reason: {} } }),
  'hear-company': (_, context) => ({ fields: { heardAt: { default: context.now }, statement: {} } }),
  'file-interview-report': () => ({
    fields: {
      text: {},
      attachmentIds: {},
      onBehalf: { ifNeeded: true, const: true },
      signedAttachmentIds: { ifNeeded: true },
    },
  }),
  'decide-proposal': (_file, _context, { proposalId = '' }) => ({
    fields: { proposalId: { const: proposalId }, decision: {}, returnTo: { absent: true }, unitId: { absent: true } },
  }),
  'withdraw-proposal': (_file, _context, asked) => withdrawing(asked),
};

const isListed = (command: string): command is keyof typeof FORMS => Object.hasOwn(FORMS, command);

/** The form of a command on an escalation, for the actor of this context. */
export const escalationForm: FormOf = (file, context, asked) =>
  (isListed(asked.command) ? FORMS[asked.command]?.(file, context, asked) : undefined) ?? { fields: {} };
