import { inTheFuture } from '../../case/claimed';
import type { Instant } from '../../clock/instant';
import { LD, OF } from '../../people/authority';
import { refuseField } from '../../people/permit';
import { notProtected } from '../protection';
import { record } from '../recording';
import { talkedToRefusal } from '../separation';
import type { EscalationCommandSlice } from '../slice';

export interface HearCompany {
  type: 'hear-company';
  statement: string;
  heardAt: Instant;
}

export interface Facts {
  'company-heard': { statement: string; heardAt: Instant };
}

/** What the enterprise or person says to the proposed circular: between its proposal and now (authority.md 1). */
export const hearCompany: EscalationCommandSlice<HearCompany, Facts> = {
  type: 'hear-company',
  acts: ['circular'],
  from: ['proposed', 'approved'],
  grants: () => [{ roles: [...OF, ...LD] }],
  guards: [talkedToRefusal, notProtected],
  run: (recording, { statement, heardAt }) => {
    const early = inTheFuture(recording.context, heardAt, '/heardAt');
    if (early) return early;
    if (heardAt < recording.file.openedAt)
      return refuseField('before-proposal', '听取陈述申辩的时间不得早于提请通报的时间。', '/heardAt');
    record(recording, 'company-heard', { statement, heardAt });
    return null;
  },
  records: { 'company-heard': (_, { body: { heardAt } }) => ({ heardAt }) },
};
