import type { Context } from '../context';
import { cancel, joined, meet, pause } from '../deadlines';
import { DIRECT } from '../people/authority';
import { refuse, signAs } from '../people/permit';
import { SYSTEM, type Refusal } from '../stream';
import type { CaseCommand } from './commands';
import { awaitSecond } from './cosign';
import { differentIn, evidenceIn, evidenceOf, firstAmong, hasOwnSince, isRefusal } from './evidence';
import type { CaseFacts } from './facts';
import type { CaseFile } from './file';
import { rule } from './gate';
import { goingOn, recheckOwed } from './going-on';
import { underOrder } from './issuing';
import { majorRechecker, notForMajor, requestMissing } from './major-recheck';
import { filedBy, mayFile, whoFiles } from './on-behalf';
import {
  insteadOfAuthority,
  notByOfficers,
  notRecordedByOfficer,
  notTheRecheckers,
  recordingAuthority,
  secondMissing,
  startingOfficer,
  tellTooFewOfficers,
} from './order-recheck';
import { armFor } from './owing';
import { actorDid } from './parts';
import { reviewStops } from './plan-owed';
import { openProposal, stepsFor } from './proposing';
import type { SecondNeeds } from './second';
import { isOnlyAuthority } from './separation';
import { notTheSigner } from './signer';
import { standStill } from './standing-still';
import { record, type Recording } from './recording';

type Of<T extends CaseCommand['type']> = Extract<CaseCommand, { type: T }>;

/** T8: report and before/after photos of the same spot, in time or late. Pauses the rectify clock and what it has not yet fired. */
export const requestRecheck = rule<Of<'request-recheck'>>({
  grants: DIRECT['request-recheck'],
  bySubject: true,
  from: ['rectifying'],
  guards: [mayFile],
  run: (recording, command) => {
    const { context, file } = recording;
    const filer = filedBy(recording, command);
    if (isRefusal(filer)) return filer;
    if (command.beforeAttachmentIds.length === 0) return photos('/beforeAttachmentIds');
    if (command.afterAttachmentIds.length === 0) return photos('/afterAttachmentIds');
    const { beforeAttachmentIds, afterAttachmentIds, reuseReason } = command;
    const before = evidenceOf(context, beforeAttachmentIds, '/beforeAttachmentIds', reuseReason);
    if (isRefusal(before)) return before;
    const after = evidenceOf(context, afterAttachmentIds, '/afterAttachmentIds', reuseReason);
    if (isRefusal(after)) return after;
    const same = firstAmong(after, before);
    if (same >= 0) return sameBeforeAndAfter(same);
    const { post, ...behalf } = filer;
    recording.signer = signAs(context, post);
    record(recording, 'recheck-requested', {
      report: command.report,
      before,
      after,
      ...behalf,
      ...joined(pause(file.deadlines, 'rectify', context.now), standStill(recording), recheckOwed(recording)),
    });
    tellTooFewOfficers(recording);
    return null;
  },
});

/** What was mended shows in what has changed (settled 6.1). */
const sameBeforeAndAfter = (index: number): Refusal => {
  const message = '整改后照片与整改前照片相同，请上传整改完成后在同一位置拍摄的照片。';
  return refuse('validation', 'before-is-after', message, [], `/afterAttachmentIds/${String(index)}`);
};

const photos = (pointer: string): Refusal => refuse('validation', 'photo-missing', '请上传整改前后照片。', [], pointer);

/** Who applied for it in this cycle does not re-check (3.3 rule 2); of the subject's side nobody does, by the gate. */
const notTheRectifier = (file: CaseFile, context: Context): Refusal | null =>
  actorDid(file, context, ['rectify'])
    ? refuse('sod-violation', 'rectifier-rechecks', '整改一方不得参与复查。', ['LDc', 'EFo', 'ST', 'DS'])
    : null;

const overdueOrRequested = (file: CaseFile, context: Context): Refusal | null =>
  file.status === 'awaiting-recheck' || file.overlays.includes('overdue')
    ? null
    : refuse('illegal-transition', 'recheck-not-due', '尚未申请复查，且整改期限未到。', whoFiles(file, context));

/** While it is decided whether the hazard is 重大, nothing may pass as mended (settled 1.2). */
const majorOpen = (file: CaseFile): Refusal | null =>
  file.proposals.some((proposal) => proposal.act === 'confirm-major')
    ? refuse('illegal-transition', 'major-being-decided', '重大隐患认定尚在审批，有结果前不能判定整改合格。', ['DS'])
    : null;

/** T9: on application, or when it is overdue and nobody applied. Under an order two certified officers of one authority. */
export const startRecheck = rule<Of<'start-recheck'>>({
  grants: DIRECT['start-recheck'],
  from: ['awaiting-recheck', 'rectifying', 'notified'],
  guards: [notTheRectifier, overdueOrRequested, notByOfficers, notForMajor],
  run: (recording, command) => {
    const { context, file } = recording;
    const grants = DIRECT['start-recheck'];
    const needs: SecondNeeds = { grants, conflict: notTheRectifier };
    let reason: string | null = null;
    const unasked = requestMissing(file, context, command.requestRef);
    if (unasked) return unasked;
    if (file.grade === 'major') recording.signer = signAs(context, majorRechecker(file, context));
    if (underOrder(file)) {
      const post = startingOfficer(file, context);
      if (isRefusal(post)) return post;
      if (command.coActorId === undefined) return secondMissing('执行责令文书的复查须两名执法人员，请指定会签人。');
      recording.signer = signAs(context, post);
      needs.authority = post.unitId;
      reason = insteadOfAuthority(file, context, post.unitId);
    }
    const second = awaitSecond(recording, command, command.coActorId, needs);
    if (second === 'asked') return null;
    if (second !== 'ready') return second;
    record(recording, 'recheck-started', {
      coActor: recording.coActor?.signer ?? null,
      ...(reason === null ? {} : { reason }),
      ...(command.requestRef === undefined ? {} : { requestRef: command.requestRef }),
      ...standStill(recording),
    });
    return null;
  },
});

/** T10, T10f: the re-checker's own photos; passed opens `close`, failed goes on rectifying. */
export const recordRecheck = rule<Of<'record-recheck'>>({
  grants: DIRECT['record-recheck'],
  from: ['rechecking'],
  guards: [notTheRectifier, notTheSigner, notTheRecheckers, notRecordedByOfficer, notForMajor],
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
      return refuse('validation', 'own-photo-missing', message, [], '/attachmentIds');
    }
    const second = awaitSecond(recording, command, command.coActorId, {
      grants: DIRECT['record-recheck'],
      conflict: (of, asking) => notTheRectifier(of, asking) ?? notTheSigner(of, asking),
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
});

const recordFailure = (recording: Recording, body: Omit<CaseFacts['recheck-failed'], 'to'>): void => {
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

/** The closing is proposed by the system, whether a re-check passed or it was fixed on the spot. */
export const openClosing = (recording: Recording, reason: string): void => {
  const { file, context } = recording;
  const { steps } = stepsFor(file, context, 'close', SYSTEM);
  const why = isOnlyAuthority(file, context, { steps }) ? '（复查由唯一有权部门进行，由其未参与复查的人员审核）' : '';
  openProposal(recording, { act: 'close', reason: `${reason}${why}`, data: {}, evidence: [], by: SYSTEM });
};

/** What has come back was not fixed for good: it is assigned and has a date (settled 7). */
const onlyWhenFirstFound = (file: CaseFile): Refusal | null =>
  file.cycle === 1
    ? null
    : refuse('illegal-transition', 'came-back', '即查即改只用于首次发现的隐患；本案已回潮，请交办责任单位限期整改。', [
        'OFc',
        'OFd',
      ]);

/** 即查即改: graded and fixed while the officer is there, two photos, both sign; it never skips the closing (B-53). */
export const fixOnTheSpot = rule<Of<'fix-on-the-spot'>>({
  grants: DIRECT['fix-on-the-spot'],
  from: ['graded'],
  guards: [notTheRectifier, onlyWhenFirstFound, majorOpen],
  run: (recording, command) => {
    const { context, file } = recording;
    const evidence = evidenceIn(context, command);
    if (isRefusal(evidence)) return evidence;
    if (differentIn(evidence) < 2) return photos('/attachmentIds');
    record(recording, 'fixed-on-the-spot', {
      evidence,
      subjectSignature: command.subjectSignature,
      ...joined(meet(file.deadlines, 'assign', context.now), cancel(file.deadlines, 'fixed-on-the-spot', 'rectify')),
    });
    openClosing(recording, '即查即改，提请销号');
    return null;
  },
});
