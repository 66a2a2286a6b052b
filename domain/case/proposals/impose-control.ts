import { LD, OF, VG } from '../../people/authority';
import { civilDateOf, type CivilDate } from '../../clock/civil';
import { competent } from '../deciders';
import { L1, L2 } from '../proposal';
import { isCertified } from '../officers';
import { hasPowerIn } from '../power';
import { everyScopeTaken, recordControl, isScopeTaken, scopeRefusal, untilRefusal } from '../control';
import { OPEN } from '../file';
import { guardRefusal } from '../guard';
import { isBefore, requireFields, textOf } from './fields';
import type { Propose, ProposalSlice } from './rule';

export interface Fields {
  scope: string;
  measures: string;
  until: CivilDate;
  guardPersonId: string;
}

/** T5i asked for: whoever has no power of his own asks, the leader decides; in any open state, one control per scope. */
export const imposeControl: ProposalSlice<'impose-control', Fields> = {
  act: 'impose-control',
  effect: '采取临时管控措施',
  grants: [{ roles: [...VG, ...LD, ...OF, 'RU'] }],
  bySubject: true,
  from: OPEN,
  proposer: [everyScopeTaken],
  fields: ({ file, context }, { fields }: Propose<Fields>) => {
    const absent = requireFields<Fields>(fields, ['scope', 'measures', 'until', 'guardPersonId']);
    if (absent) return absent;
    const { scope = '', measures, until = '', guardPersonId = '' } = fields;
    return (
      scopeRefusal(file, context, scope) ??
      untilRefusal(file, context, until) ??
      guardRefusal(context, guardPersonId) ?? { scope, measures, until, guardPersonId }
    );
  },
  steps: (file, context) => ({
    steps: [file.grade === 'major' ? { ...competent(file, context), roles: ['L2', 'DS'] } : L2],
    above: [L1],
  }),
  // The department only with power in this matter and a certificate valid today (settled 1.1, 1.5).
  decides: (file, context, post) =>
    post.role !== 'DS' || (hasPowerIn(file, context, post) && isCertified(post, civilDateOf(context.now))),
  holds: (file, context, proposal) =>
    scopeRefusal(file, context, textOf(proposal, 'scope')) ??
    untilRefusal(file, context, textOf(proposal, 'until')) ??
    guardRefusal(context, textOf(proposal, 'guardPersonId')),
  isPast: ({ until }, day) => isBefore(until, day),
  // Somebody with a power of his own has imposed it meanwhile.
  isDone: (file, context, proposal) => isScopeTaken(file, context, textOf(proposal, 'scope')),
  carryOut: (recording, proposal) => {
    recordControl(recording, {
      scope: textOf(proposal, 'scope'),
      measures: textOf(proposal, 'measures'),
      until: textOf(proposal, 'until'),
      guardPersonId: textOf(proposal, 'guardPersonId'),
    });
    return null;
  },
  records: {},
};
