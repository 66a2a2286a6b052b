import { joined, pause } from '../../deadlines';
import { RIGHTS } from '../../people/authority';
import { refuseField, signAs } from '../../people/permit';
import type { Refusal } from '../../stream';
import { evidenceOf, firstAmong, isRefusal } from '../evidence';
import type { Evidence, OnBehalf } from '../file';
import { withPart } from '../fold-parts';
import { recheckOwed } from '../going-on';
import { filedBy, mayFile, type BehalfFields } from '../on-behalf';
import { tellTooFewOfficers } from '../order-recheck';
import { photosMissing } from '../recheck';
import { record } from '../recording';
import type { CommandSlice } from '../slice';
import { standStill } from '../standing-still';

export interface RequestRecheck extends BehalfFields {
  type: 'request-recheck';
  report: string;
  beforeAttachmentIds: string[];
  afterAttachmentIds: string[];
}

export interface Facts {
  'recheck-requested': { report: string; before: Evidence[]; after: Evidence[]; onBehalf?: OnBehalf };
}

/** T8: report and before/after photos of the same spot, in time or late. Pauses the rectify clock and what it has not yet fired. */
export const requestRecheck: CommandSlice<RequestRecheck, Facts> = {
  type: 'request-recheck',
  grants: RIGHTS['request-recheck'],
  bySubject: true,
  from: ['rectifying'],
  guards: [mayFile],
  run: (recording, command) => {
    const { context, file } = recording;
    const filer = filedBy(recording, command);
    if (isRefusal(filer)) return filer;
    if (command.beforeAttachmentIds.length === 0) return photosMissing('/beforeAttachmentIds');
    if (command.afterAttachmentIds.length === 0) return photosMissing('/afterAttachmentIds');
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
  mayLack: { 'recheck-requested': { onBehalf: true } },
  records: {
    'recheck-requested': (file, { actor, at }) => ({
      status: 'awaiting-recheck',
      lastRequestAt: at,
      parts: withPart(file, 'rectify', actor),
    }),
  },
};

/** What was mended shows in what has changed (settled 6.1). */
const sameBeforeAndAfter = (index: number): Refusal => {
  const message = '整改后照片与整改前照片相同，请上传整改完成后在同一位置拍摄的照片。';
  return refuseField('before-is-after', message, `/afterAttachmentIds/${String(index)}`);
};
