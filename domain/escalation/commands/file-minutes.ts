import { evidenceOf, isRefusal } from '../../case/evidence';
import { refuse } from '../../people/permit';
import { hostsToday } from '../host';
import { record } from '../recording';
import { talkedToRefusal } from '../separation';
import type { EscalationCommandSlice, Guard } from '../slice';

export interface FileMinutes {
  type: 'file-minutes';
  text: string;
  attachmentIds: string[];
}

export interface Facts {
  'minutes-filed': { text: string; attachmentIds: string[] };
}

/** A report that comes before the minutes completes the interview; the minutes are owed all the same. */
const notHeld: Guard = ({ heldAt }) =>
  heldAt === null ? refuse('illegal-transition', 'not-held', '约谈未召开，没有纪要可归档。') : null;

const filedAlready: Guard = ({ minutes }) =>
  minutes === null ? null : refuse('illegal-transition', 'minutes-filed', '约谈纪要已归档。');

/** The host files what was said. */
export const fileMinutes: EscalationCommandSlice<FileMinutes, Facts> = {
  type: 'file-minutes',
  acts: ['interview'],
  from: ['held', 'completed'],
  grants: hostsToday,
  guards: [talkedToRefusal, notHeld, filedAlready],
  run: (recording, { text, attachmentIds }) => {
    const evidence = evidenceOf(recording.context, attachmentIds, '/attachmentIds');
    if (isRefusal(evidence)) return evidence;
    record(recording, 'minutes-filed', { text, attachmentIds });
    return null;
  },
  records: { 'minutes-filed': (_, { body }) => ({ minutes: body.text }) },
};
