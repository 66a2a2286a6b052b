import { workingDaysBetween } from '../clock/calendar';
import { civilDateOf } from '../clock/civil';
import { dueFrom, halfOf, type Term } from '../clock/term';
import { cancel, meetArming } from '../deadlines';
import { dueByTerm } from '../arming';
import type { Context } from '../context';
import { DIRECT } from '../people/authority';
import { grantedPosts, signAs } from '../people/permit';
import { clockRow } from '../policy/clocks';
import type { Arm, Refusal } from '../stream';
import type { CaseCommand } from './commands';
import { evidenceIn, isRefusal } from './evidence';
import type { CaseFile } from './file';
import { rule } from './gate';
import { armFor } from './owing';
import { actorDid } from './parts';
import { armReview } from './plan';
import { planOwed } from './plan-owed';
import { openProposal } from './proposing';
import { refuse } from '../people/permit';
import { record, factsOf, stakeOf, type Recording } from './recording';
import { rowToMeet } from './watch';
import { isOfOpen } from './withdrawing';

type Of<T extends CaseCommand['type']> = Extract<CaseCommand, { type: T }>;

/** Anyone entitled visits who did not rectify (settled 5.8). */
const notTheRectifier = (file: CaseFile, context: Context): Refusal | null =>
  actorDid(file, context, ['rectify'])
    ? refuse('sod-violation', 'subject-visits', '整改人不得进行回头看。', ['LDc', 'VGg', 'EFo', 'ST'])
    : null;

/**
 * A look-back visit meets the oldest row whose window has begun. Found again is never refused and opens the proposal
 * `relapse`; the visitor proposes, another decides (T13, settled 5.8).
 */
export const recordWatchVisit = rule<Of<'record-watch-visit'>>({
  grants: DIRECT['record-watch-visit'],
  from: ['watching'],
  guards: [notTheRectifier],
  run: (recording, command) => {
    const { context, file } = recording;
    const evidence = evidenceIn(context, command);
    if (isRefusal(evidence)) return evidence;
    if (evidence.length === 0)
      return refuse('validation', 'photo-missing', '请上传回头看现场照片。', [], '/attachmentIds');
    const row = rowToMeet(file, context);
    if (isRefusal(row) && command.result === 'clean') return row;
    const post = grantedPosts(DIRECT['record-watch-visit'], context, stakeOf(file))[0];
    recording.signer = signAs(context, post);
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
});

/** Half the first duration, rounded up, never less than the pack's minimum (lifecycle 2.5 "Rectify after a relapse"). */
export const shorterTerm = (file: CaseFile, context: Context): Term => {
  const { minimum } = context.policy.relapse;
  const least = 'wd' in minimum ? minimum.wd : 1;
  const first = file.firstRectify;
  const printed = first !== null && first.term === null;
  const term: Term = printed
    ? { wd: Math.max(1, workingDaysBetween(context.calendar, civilDateOf(first.from), first.dueOn)) }
    : (first?.term ?? clockRow(context.policy, 'rectify', factsOf(file, context)).term);
  const half = halfOf(term, least);
  const ends = (candidate: Term): string => dueFrom(context.calendar, context.now, candidate).dueAt;
  return ends(half) < ends(minimum) ? minimum : half;
};

/** What a 重大 that came back owes beside its date: progress under the plan that stands, else a plan or its review (T6, T7). */
const duties = (ahead: Recording): Arm[] => {
  const { grade, plan, planAccepted } = ahead.file;
  if (grade !== 'major') return [];
  if (planAccepted) return armFor(ahead, 'progress');
  return plan === null ? planOwed(ahead) : armReview(ahead);
};

/** T13: off the closed list, next cycle, shorter clock, one rung up. After 即查即改 nobody was told to rectify: back to graded. */
export const confirmRelapse = (recording: Recording): void => {
  const { context, file } = recording;
  const to = file.fixedOnTheSpot ? 'graded' : 'rectifying';
  const cycle = file.cycle + 1;
  const term = shorterTerm(file, context);
  const ahead: Recording = { ...recording, file: { ...file, cycle, deadlines: [] } };
  const arms =
    to === 'graded'
      ? armFor(ahead, 'assign')
      : armFor(ahead, 'rectify', {
          instead: {
            ...dueByTerm(context, 'rectify', context.now, term, '回潮认定之日起'),
            source: context.policy.relapse.source,
          },
        }).concat(duties(ahead));
  // A control goes on until its day, a report up until it is made, and what is open until it is decided.
  const over = file.deadlines.filter(
    (deadline) => !['control-expiry', 'report-up'].includes(deadline.clock) && !isOfOpen(file, deadline),
  );
  record(recording, 'relapse-confirmed', {
    removedFrom: context.policy.relapse.removeFrom,
    cycle,
    to,
    ...cancel(over, 'relapse-confirmed'),
    arms,
  });
};
