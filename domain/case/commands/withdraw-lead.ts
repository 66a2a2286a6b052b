import { cancel } from '../../deadlines';
import { MAY_REPORT } from '../../people/authority';
import { grantedPosts, isActor, refuse, signAsReporter } from '../../people/permit';
import { voided } from '../fold-papers';
import { record, stakeOf } from '../recording';
import type { CommandSlice } from '../slice';

export interface WithdrawLead {
  type: 'withdraw-lead';
  reason: string;
}

/** The reporter takes a lead back before it is verified. */
export const withdrawLead: CommandSlice<WithdrawLead, { 'lead-withdrawn': { reason: string } }> = {
  type: 'withdraw-lead',
  grants: MAY_REPORT,
  bySubject: true,
  from: ['lead'],
  guards: [
    (file, context) =>
      file.parts.some((part) => part.act === 'report' && isActor(context, part.personId))
        ? null
        : refuse('forbidden', 'not-the-reporter', '只有上报人可以在核实前撤回线索。'),
  ],
  run: (recording, { reason }) => {
    const { context, file } = recording;
    recording.signer = signAsReporter(context, grantedPosts(MAY_REPORT, context, stakeOf(file))[0]);
    record(recording, 'lead-withdrawn', { reason, ...cancel(file.deadlines, 'lead-withdrawn') });
    return null;
  },
  records: {
    'lead-withdrawn': (file) => ({ status: 'void', papers: file.papers.map(voided) }),
  },
};
