import { imposeControl, isScopeTaken, scopeRefusal, untilRefusal } from '../control';
import { OPEN } from '../file';
import { guardRefusal } from '../guard';
import { requireFields, textOf } from './fields';
import { actRule } from './rule';

/** T5i asked for: whoever has no power of his own asks, the leader decides; in any open state, one control per scope. */
export const imposingControl = actRule({
  bySubject: true,
  from: OPEN,
  fields: ({ file, context }, { fields }) => {
    const absent = requireFields(fields, ['scope', 'measures', 'until', 'guardPersonId']);
    if (absent) return absent;
    const { scope = '', measures, until = '', guardPersonId = '' } = fields;
    return (
      scopeRefusal(file, context, scope) ??
      untilRefusal(file, context, until) ??
      guardRefusal(context, guardPersonId) ?? { scope, measures, until, guardPersonId }
    );
  },
  holds: (file, context, proposal) =>
    scopeRefusal(file, context, textOf(proposal, 'scope')) ??
    untilRefusal(file, context, textOf(proposal, 'until')) ??
    guardRefusal(context, textOf(proposal, 'guardPersonId')),
  // Somebody with a power of his own has imposed it meanwhile.
  isDone: (file, context, proposal) => isScopeTaken(file, context, textOf(proposal, 'scope')),
  carryOut: (recording, proposal) => {
    imposeControl(recording, {
      scope: textOf(proposal, 'scope'),
      measures: textOf(proposal, 'measures'),
      until: textOf(proposal, 'until'),
      guardPersonId: textOf(proposal, 'guardPersonId'),
    });
    return null;
  },
});
