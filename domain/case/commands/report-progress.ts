import { actingPosts } from '../acting';
import { isMissed, isRunning, joined, meet } from '../../deadlines';
import { PROGRESS, RIGHTS } from '../../people/authority';
import { grantedPosts, signAs } from '../../people/permit';
import { evidenceIn, isRefusal } from '../evidence';
import type { Evidence, OnBehalf } from '../file';
import { rectifies } from '../fold-parts';
import { filedBy, mayFile, type BehalfFields } from '../on-behalf';
import { armFor } from '../owing';
import { record, stakeOf } from '../recording';
import type { CommandSlice } from '../slice';

export interface ReportProgress extends BehalfFields {
  type: 'report-progress';
  percent: number;
  done: string;
  obstacles?: string;
  attachmentIds: string[];
}

export interface Facts {
  'progress-reported': {
    percent: number;
    done: string;
    obstacles: string | null;
    evidence: Evidence[];
    onBehalf?: OnBehalf;
  };
}

/** T7: percent and what was done; resets the progress clock of a major case. */
export const reportProgress: CommandSlice<ReportProgress, Facts> = {
  type: 'report-progress',
  grants: RIGHTS['report-progress'],
  bySubject: true,
  from: ['rectifying'],
  guards: [
    (file, context) => (grantedPosts(PROGRESS, context, stakeOf(file)).length > 0 ? null : mayFile(file, context)),
  ],
  run: (recording, command) => {
    const { context, file } = recording;
    const evidence = evidenceIn(context, command);
    if (isRefusal(evidence)) return evidence;
    const owed = isRunning(file.deadlines, 'progress') || isMissed(file.deadlines, 'progress');
    const filer = filedBy(recording, command, actingPosts(PROGRESS, file, context)[0]);
    if (isRefusal(filer)) return filer;
    const { post, ...behalf } = filer;
    record(
      recording,
      'progress-reported',
      {
        percent: command.percent,
        done: command.done,
        obstacles: command.obstacles ?? null,
        evidence,
        ...behalf,
        ...(owed ? joined(meet(file.deadlines, 'progress', context.now), { arms: armFor(recording, 'progress') }) : {}),
      },
      signAs(context, post),
    );
    return null;
  },
  mayLack: { 'progress-reported': { onBehalf: true } },
  records: {
    'progress-reported': (file, event) => ({ percent: event.body.percent, parts: rectifies(file, event) }),
  },
};
