import { refuseField } from '../../people/permit';
import { EF, LD, VG } from '../../people/authority';
import { inTown, unique } from '../../people/audience';
import { L1, L2, OFD } from '../proposal';
import { off, on } from '../fold-overlays';
import { confirmRelapse } from '../relapse';
import { rectifierDecides } from '../separation-words';
import type { ProposalSlice } from './rule';

export interface Facts {
  'relapse-confirmed': { removedFrom: ('case' | 'subject')[]; cycle: number; to: 'rectifying' | 'graded' };
}

/** T13: proposed by who found it again, its own side included: what it says is against itself; confirmed by the office. */
export const relapse: ProposalSlice<'relapse', object, Facts> = {
  act: 'relapse',
  effect: '认定回潮，重新整改',
  grants: [{ roles: [...LD, 'RU', ...VG, ...EF, 'ST', 'DS', 'EX'] }],
  from: ['watching'],
  bySubject: true,
  fields: (_, { attachmentIds }) =>
    attachmentIds.length === 0 ? refuseField('photo-missing', '请上传回潮证据。', '/attachmentIds') : {},
  steps: () => ({ steps: [OFD], above: [L2, L1] }),
  conflict: rectifierDecides,
  carryOut: (recording) => {
    confirmRelapse(recording);
    return null;
  },
  records: {
    'relapse-confirmed': (file, { body: { to, cycle } }) => ({
      status: to,
      cycle,
      closedAt: null,
      watch: null,
      archiveHeld: false,
      percent: 0,
      lastRequestAt: null,
      recheckPassedAt: null,
      recheckStartedBy: [],
      recheckStartedAt: null,
      fixedOnTheSpot: false,
      failedRechecks: 0,
      overlays: on(off(file.overlays, 'overdue', 'supervised'), 'relapsed'),
    }),
  },
  tells: {
    'relapse-confirmed': ({ context, subjects, holder, data }) => [
      {
        personIds: unique([...subjects, ...holder, ...inTown(context, ['L2'])]),
        template: 'relapse-confirmed',
        data,
      },
    ],
  },
};
