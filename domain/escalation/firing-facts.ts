import { repeatedProposals } from '../case/fold-proposals';
import type { Instant } from '../clock/instant';
import { atRung, factOfRung } from '../people/audience';
import type { ClockName, RungAct } from '../stream';
import type { EscalationFactSlice } from './slice';

export interface Facts {
  'deadline-missed': { clock: ClockName; dueAt: Instant; addressee: string };
  'rung-reached': {
    act: RungAct;
    clock: ClockName;
    level: number;
    addressee: string;
    escalationId?: string;
    proposalId?: string;
  };
}

/** What the clocks of an escalation record when they fire. */
export const firingFacts: EscalationFactSlice<Facts> = {
  mayLack: { 'rung-reached': { escalationId: true, proposalId: true } },
  records: {
    'deadline-missed': (file, { body }) => ({ proposals: repeatedProposals(file.proposals, body.arms) }),
    'rung-reached': () => ({}),
  },
  tells: {
    'deadline-missed': ({ file, context, host, data }, { body: { clock, addressee } }) => [
      {
        personIds: atRung(context, 'remind', addressee, host),
        template: 'deadline-missed',
        data,
        fact: `missed:${file.escalationId}:${clock}`,
      },
    ],
    'rung-reached': ({ file, context, host, data }, { body: { act, addressee, clock } }) => [
      {
        personIds: atRung(context, act, addressee, host),
        template: `rung-${act}`,
        data,
        fact: factOfRung(file.escalationId, act, addressee, clock),
      },
    ],
  },
};
