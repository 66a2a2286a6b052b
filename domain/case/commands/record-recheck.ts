import type { Context } from '../../context';
import { joined, meet, pause } from '../../deadlines';
import { RIGHTS } from '../../people/authority';
import { isActor, refuse, refuseField, signAs } from '../../people/permit';
import type { Refusal, Signer } from '../../stream';
import { awaitSecond } from '../cosign';
import { evidenceIn, hasOwnSince, isRefusal } from '../evidence';
import type { CaseFile, Evidence } from '../file';
import { withParts } from '../fold-parts';
import { goingOn } from '../going-on';
import { underOrder } from '../issuing';
import { majorRechecker, notForMajor, requestMissing } from '../major-recheck';
import { openClosing } from '../open-closing';
import { authorityOfSecond, notRecordedByOfficer, notTheRecheckers, recordingAuthority } from '../order-recheck';
import { armFor } from '../owing';
import { signedOnTheSpot } from '../parts';
import { reviewStops } from '../plan-owed';
import { majorOpen, notTheRectifier } from '../recheck';
import { record, type Recording } from '../recording';
import { noSecondOfficer, type SecondNeeds } from '../second';
import type { CommandSlice } from '../slice';

export interface RecordRecheck {
  type: 'record-recheck';
  result: 'passed' | 'failed';
  findings: string;
  attachmentIds: string[];
  reuseReason?: string;
  coActorId?: string;
  /** As in `start-recheck`, where it was not named there: what is re-checked became 重大 only since. */
  requestRef?: string;
}

export interface Facts {
  'recheck-passed': { findings: string; evidence: Evidence[]; coActor: Signer | null; requestRef?: string };
  'recheck-failed': {
    findings: string;
    evidence: Evidence[];
    coActor: Signer | null;
    requestRef?: string;
    /** `graded` for what was fixed on the spot; absent: `rectifying`. */
    to?: 'graded';
  };
}

/** Who signed on the spot looks at it again neither as the first nor as the second (roles.md 3.3). */
const notTheSigner = (file: CaseFile, context: Context): Refusal | null => {
  const signed = signedOnTheSpot(file);
  if (!signed.some((personId) => isActor(context, personId))) return null;
  return refuse('sod-violation', 'signer-rechecks', '即查即改的签字人不得复查自己签字的整改。');
};

const SECOND_NEEDS: SecondNeeds = {
  grants: RIGHTS['record-recheck'],
  conflict: (file, context) => notTheRectifier(file, context) ?? notTheSigner(file, context),
};

/** Where the other who began it is no officer any more, a second is to be had. */
const noSecondLeft = (file: CaseFile, context: Context): Refusal | null => {
  const authority = authorityOfSecond(file, context);
  return authority === null ? null : noSecondOfficer(file, context, { ...SECOND_NEEDS, authority });
};

/** T10, T10f: the re-checker's own photos; passed opens `close`, failed goes on rectifying. */
export const recordRecheck: CommandSlice<RecordRecheck, Facts> = {
  type: 'record-recheck',
  grants: RIGHTS['record-recheck'],
  from: ['rechecking'],
  guards: [notTheRectifier, notTheSigner, notTheRecheckers, notRecordedByOfficer, notForMajor],
  button: noSecondLeft,
  run: (recording, command) => {
    const { context, file } = recording;
    // The request may come after the re-check began: with what became 重大 meanwhile, or was sent back to be looked at again.
    const unasked = requestMissing(file, context, file.recheckRequestRef ?? command.requestRef);
    if (unasked) return unasked;
    if (file.grade === 'major') recording.signer = signAs(context, majorRechecker(file, context));
    const undecided = command.result === 'passed' ? majorOpen(file) : null;
    if (undecided) return undecided;
    const authority = underOrder(file) ? recordingAuthority(recording, command.coActorId) : null;
    if (authority !== null && typeof authority !== 'string') return authority;
    const evidence = evidenceIn(context, command);
    if (isRefusal(evidence)) return evidence;
    if (!hasOwnSince(context, command.attachmentIds, file.recheckStartedAt)) {
      const message = '请上传复查人本人在本次复查开始后拍摄的现场照片；此前已上传过的照片不能作为复查照片。';
      return refuseField('own-photo-missing', message, '/attachmentIds');
    }
    const second = awaitSecond(recording, command, command.coActorId, {
      ...SECOND_NEEDS,
      ...(authority === null ? {} : { authority }),
    });
    if (second === 'asked') return null;
    if (second !== 'ready') return second;
    const body = {
      findings: command.findings,
      evidence,
      coActor: recording.coActor?.signer ?? null,
      ...(command.requestRef === undefined ? {} : { requestRef: command.requestRef }),
    };
    if (command.result === 'failed') {
      recordFailure(recording, body);
      return null;
    }
    record(recording, 'recheck-passed', {
      ...body,
      ...joined(
        meet(file.deadlines, 'recheck', context.now),
        pause(file.deadlines, 'rectify', context.now),
        reviewStops(recording),
      ),
    });
    openClosing(recording, '复查合格，提请销号');
    return null;
  },
  mayLack: { 'recheck-passed': { requestRef: true }, 'recheck-failed': { requestRef: true, to: true } },
  records: {
    'recheck-passed': (file, { actor, at, body: { coActor } }) => ({
      status: 'closure-review',
      recheckPassedAt: at,
      parts: withParts(file, 'recheck', [actor, coActor]),
    }),
    'recheck-failed': (file, { actor, body: { to, coActor } }) => ({
      status: to ?? 'rectifying',
      failedRechecks: file.failedRechecks + 1,
      lastRequestAt: null,
      recheckStartedBy: [],
      ...(to === 'graded' ? { fixedOnTheSpot: false } : {}),
      recheckStartedAt: null,
      parts: withParts(file, 'recheck', [actor, coActor]),
    }),
  },
};

const recordFailure = (recording: Recording, body: Omit<Facts['recheck-failed'], 'to'>): void => {
  const { context, file } = recording;
  const met = meet(file.deadlines, 'recheck', context.now);
  if (file.fixedOnTheSpot) {
    // Nobody has been told to rectify it yet: it is assigned now, as after a relapse (T13).
    record(recording, 'recheck-failed', { ...body, to: 'graded', ...met, arms: armFor(recording, 'assign') });
    return;
  }
  record(recording, 'recheck-failed', {
    ...body,
    ...joined(met, goingOn(recording)),
  });
};
