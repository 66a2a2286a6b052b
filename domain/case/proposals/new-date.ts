import type { CivilDate } from '../../clock/civil';
import { dueOnDate } from '../../clock/term';
import type { Context } from '../../context';
import { INSPECTORS } from '../../people/authority';
import { isActor, refuse } from '../../people/permit';
import { unique } from '../../people/audience';
import type { PaperIssue, Refusal } from '../../stream';
import { DECIDED_AS_DATE } from '../date-deciders';
import {
  dateRefusal,
  decidedByOthers,
  extensionsLeft,
  isOvertakenDate,
  moveDate,
  noOtherDateOpen,
  notAtOnce,
} from '../date-moving';
import type { CaseFile } from '../file';
import { extendedTo } from '../first-date';
import { off } from '../fold-overlays';
import { withPart } from '../fold-parts';
import { whoDid } from '../parts';
import { fieldMissing, isBefore, textOf } from './fields';
import type { Propose, ProposalSlice } from './rule';

export interface Fields {
  newDueOn: CivilDate;
}

export interface Facts {
  /** `paper` of an extension; none of a new date. */
  'date-moved': { newDueOn: CivilDate; paper?: PaperIssue };
}

const afterFailure = (file: CaseFile): Refusal | null =>
  file.failedRechecks === 0 ? refuse('illegal-transition', 'no-failed-recheck', '复查不合格后方可提请新期限。') : null;

/** A pack that counts in seconds sets no dates. */
const noDatesInSeconds = (_: CaseFile, { policy }: Context): Refusal | null =>
  policy.acceptsPrintedDates
    ? null
    : refuse('illegal-transition', 'printed-date-not-accepted', '演练政策包不接受指定日期。');

const byRechecker = (file: CaseFile, context: Context): Refusal | null =>
  whoDid(file, ['recheck']).some((personId) => isActor(context, personId))
    ? null
    : refuse('forbidden', 'not-the-rechecker', '新期限由复查人提请。');

/** After a failed re-check, by the re-checker; not carried out once the subject has applied (settled 1.3). */
export const newDate: ProposalSlice<'new-date', Fields, Facts> = {
  act: 'new-date',
  effect: '重新确定整改期限',
  grants: INSPECTORS,
  from: ['rectifying'],
  needs: [notAtOnce, afterFailure, extensionsLeft],
  proposer: [byRechecker, noDatesInSeconds, noOtherDateOpen('extend')],
  fields: ({ file, context }, { fields: { newDueOn } }: Propose<Fields>) => {
    if (newDueOn === undefined) return fieldMissing('newDueOn');
    return dateRefusal(file, context, newDueOn) ?? { newDueOn };
  },
  ...DECIDED_AS_DATE,
  holds: (file, context, proposal) =>
    decidedByOthers(file, context, proposal) ?? dateRefusal(file, context, textOf(proposal, 'newDueOn')),
  isPast: ({ newDueOn }, day) => isBefore(newDueOn, day),
  isDone: isOvertakenDate,
  carryOut: (recording, proposal) => {
    const newDueOn = textOf(proposal, 'newDueOn');
    const due = dueOnDate(recording.context.calendar, newDueOn);
    moveDate(recording, { due, rule: `批准的新期限 ${newDueOn}` }, 'new-date');
    return null;
  },
  mayLack: { 'date-moved': { paper: true } },
  records: {
    'date-moved': (file, { actor, body }) => ({
      overlays: off(file.overlays, 'overdue'),
      extensions: file.extensions + 1,
      extended: extendedTo(file, body.newDueOn),
      parts: withPart(file, 'move-date', actor),
    }),
  },
  tells: {
    'date-moved': ({ subjects, holder, data }, { body: { newDueOn } }) => [
      { personIds: unique([...subjects, ...holder]), template: 'date-moved', data: { ...data, newDueOn } },
    ],
  },
};
