import { cancel, joined, meet } from '../../deadlines';
import { INSPECTORS } from '../../people/authority';
import { refuse } from '../../people/permit';
import type { Refusal } from '../../stream';
import { differentIn, evidenceIn, isRefusal } from '../evidence';
import type { CaseFile, Evidence } from '../file';
import { withPart } from '../fold-parts';
import { openClosing } from '../open-closing';
import { majorOpen, notTheRectifier, photosMissing } from '../recheck';
import { record } from '../recording';
import type { CommandSlice } from '../slice';

export interface FixOnTheSpot {
  type: 'fix-on-the-spot';
  attachmentIds: string[];
  reuseReason?: string;
  subjectSignature: string;
}

export interface Facts {
  'fixed-on-the-spot': { evidence: Evidence[]; subjectSignature: string };
}

/** What has come back was not fixed for good: it is assigned and has a date (settled 7). */
const onlyWhenFirstFound = (file: CaseFile): Refusal | null =>
  file.cycle === 1
    ? null
    : refuse('illegal-transition', 'came-back', '即查即改只用于首次发现的隐患；本案已回潮，请交办责任单位限期整改。', {
        command: 'assign',
      });

/** 即查即改: graded and fixed while the officer is there, two photos, both sign; it never skips the closing (B-53). */
export const fixOnTheSpot: CommandSlice<FixOnTheSpot, Facts> = {
  type: 'fix-on-the-spot',
  grants: INSPECTORS,
  from: ['graded'],
  guards: [notTheRectifier, onlyWhenFirstFound, majorOpen],
  run: (recording, command) => {
    const { context, file } = recording;
    const evidence = evidenceIn(context, command);
    if (isRefusal(evidence)) return evidence;
    if (differentIn(evidence) < 2) return photosMissing('/attachmentIds');
    record(recording, 'fixed-on-the-spot', {
      evidence,
      subjectSignature: command.subjectSignature,
      ...joined(meet(file.deadlines, 'assign', context.now), cancel(file.deadlines, 'fixed-on-the-spot', 'rectify')),
    });
    openClosing(recording, '即查即改，提请销号');
    return null;
  },
  records: {
    'fixed-on-the-spot': (file, { actor }) => ({
      status: 'closure-review',
      fixedOnTheSpot: true,
      parts: withPart(file, 'sign-on-the-spot', actor),
    }),
  },
};
