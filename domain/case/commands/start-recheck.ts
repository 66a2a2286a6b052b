import { actingPosts } from '../acting';
import { civilDateOf } from '../../clock/civil';
import type { Context } from '../../context';
import { RIGHTS } from '../../people/authority';
import type { Post } from '../../people/directory';
import { refuse, signAs } from '../../people/permit';
import type { Refusal, Signer } from '../../stream';
import { awaitSecond } from '../cosign';
import { isRefusal } from '../evidence';
import type { CaseFile } from '../file';
import { withParts } from '../fold-parts';
import { underOrder } from '../issuing';
import { majorRechecker, notForMajor, requestMissing } from '../major-recheck';
import { hasTooFew, isCertified, notCertified, tooFewOfficers } from '../officers';
import { orderingAuthority, RECHECKERS, secondMissing } from '../order-recheck';
import { notTheRectifier } from '../recheck';
import { record } from '../recording';
import { noSecondOfficer, type SecondNeeds } from '../second';
import type { CommandSlice } from '../slice';
import { standStill } from '../standing-still';

export interface StartRecheck {
  type: 'start-recheck';
  coActorId?: string;
  /** Number of the competent department's written request, for a 重大 that LD or EF re-checks (authority.md 2). */
  requestRef?: string;
}

export interface Facts {
  'recheck-started': {
    coActor: Signer | null;
    /** Why another than the ordering authority re-checks. */
    reason?: string;
    /** The competent department's written request to LD or EF for a 重大. */
    requestRef?: string;
  };
}

const overdueOrRequested = (file: CaseFile): Refusal | null =>
  file.status === 'awaiting-recheck' || file.overlays.includes('overdue')
    ? null
    : refuse('illegal-transition', 'recheck-not-due', '尚未申请复查，且整改期限未到。', { command: 'request-recheck' });

/** The actor's post in which he begins a re-check under an order: that of a certified officer. */
const startingOfficer = (file: CaseFile, context: Context): Post | Refusal => {
  const today = civilDateOf(context.now);
  const posts = actingPosts(RIGHTS['start-recheck'], file, context);
  const certified = posts.filter((post) => isCertified(post, today));
  const [first] = certified;
  if (first === undefined) return notCertified();
  const post = certified.find(({ unitId }) => !hasTooFew(context, unitId, RECHECKERS));
  return post ?? tooFewOfficers(context, first.unitId, RECHECKERS) ?? first;
};

const SECOND_NEEDS: SecondNeeds = { grants: RIGHTS['start-recheck'], conflict: notTheRectifier };

/** A re-check under an order is begun by two officers of one authority (settled 1.4). */
const notByOfficers = (file: CaseFile, context: Context): Refusal | null => {
  if (!underOrder(file)) return null;
  const post = startingOfficer(file, context);
  return isRefusal(post) ? post : null;
};

/** For the button: no second officer is to be had. Who is named is told what stands against him. */
const noSecondToStart = (file: CaseFile, context: Context): Refusal | null => {
  const post = underOrder(file) ? startingOfficer(file, context) : null;
  return post === null || isRefusal(post)
    ? null
    : noSecondOfficer(file, context, { ...SECOND_NEEDS, authority: post.unitId });
};

/** Why another than the ordering authority re-checks, for the record; null where it does so itself (settled 1.4). */
const insteadOfAuthority = (file: CaseFile, context: Context, authority: string): string | null => {
  const ordering = orderingAuthority(file);
  if (ordering === undefined || ordering === authority || !hasTooFew(context, ordering, RECHECKERS)) return null;
  return `${context.directory.units[ordering]?.name ?? ordering}持有效执法证件的人员不足两名`;
};

/** T9: on application, or when it is overdue and nobody applied. Under an order two certified officers of one authority. */
export const startRecheck: CommandSlice<StartRecheck, Facts> = {
  type: 'start-recheck',
  grants: RIGHTS['start-recheck'],
  from: ['awaiting-recheck', 'rectifying', 'notified'],
  guards: [notTheRectifier, overdueOrRequested, notByOfficers, notForMajor],
  button: noSecondToStart,
  run: (recording, command) => {
    const { context, file } = recording;
    const needs = { ...SECOND_NEEDS };
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
  mayLack: { 'recheck-started': { reason: true, requestRef: true } },
  records: {
    'recheck-started': (file, { actor, at, body: { coActor, requestRef } }) => ({
      status: 'rechecking',
      recheckStartedBy: coActor ? [actor, coActor] : [actor],
      recheckStartedAt: at,
      recheckRequestRef: requestRef ?? null,
      parts: withParts(file, 'recheck', [actor, coActor]),
    }),
  },
};
