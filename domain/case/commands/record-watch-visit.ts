import { civilDateOf } from '../../clock/civil';
import type { Context } from '../../context';
import { meetArming } from '../../deadlines';
import { RIGHTS } from '../../people/authority';
import { refuse, refuseField } from '../../people/permit';
import type { Refusal } from '../../stream';
import { evidenceIn, isRefusal } from '../evidence';
import type { CaseFile, Evidence } from '../file';
import { actorDid } from '../parts';
import { openProposal } from '../proposing';
import { record } from '../recording';
import type { CommandSlice } from '../slice';
import { rowToMeet } from '../watch';

export interface RecordWatchVisit {
  type: 'record-watch-visit';
  result: 'clean' | 'found-again';
  attachmentIds: string[];
  reuseReason?: string;
}

export interface Facts {
  'watch-visited': { result: 'clean' | 'found-again'; evidence: Evidence[] };
}

/** Anyone entitled visits who did not rectify (settled 5.8). */
const notTheRectifier = (file: CaseFile, context: Context): Refusal | null =>
  actorDid(file, context, ['rectify']) ? refuse('sod-violation', 'subject-visits', '整改人不得进行回头看。') : null;

/**
 * A look-back visit meets the oldest row whose window has begun. Found again is never refused and opens the proposal
 * `relapse`; the visitor proposes, another decides (T13, settled 5.8).
 */
export const recordWatchVisit: CommandSlice<RecordWatchVisit, Facts> = {
  type: 'record-watch-visit',
  grants: RIGHTS['record-watch-visit'],
  from: ['watching'],
  guards: [notTheRectifier],
  run: (recording, command) => {
    const { context, file } = recording;
    const evidence = evidenceIn(context, command);
    if (isRefusal(evidence)) return evidence;
    if (evidence.length === 0) return refuseField('photo-missing', '请上传回头看现场照片。', '/attachmentIds');
    const row = rowToMeet(file, context);
    if (isRefusal(row) && command.result === 'clean') return row;
    record(recording, 'watch-visited', {
      result: command.result,
      evidence,
      ...(isRefusal(row) ? {} : meetArming(file.deadlines, row, context.now)),
    });
    const open = recording.file.proposals.some((proposal) => proposal.act === 'relapse');
    if (command.result === 'found-again' && !open) {
      openProposal(recording, {
        act: 'relapse',
        reason: '回头看发现隐患再次出现',
        data: {},
        evidence,
        by: recording.signer,
      });
    }
    return null;
  },
  records: {
    'watch-visited': (file, { at, body }) =>
      file.watch === null || body.meets === undefined
        ? {}
        : { watch: { ...file.watch, done: file.watch.done + 1 }, lastVisitOn: civilDateOf(at) },
  },
};
