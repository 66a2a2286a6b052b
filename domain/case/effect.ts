import { plusMs, type Instant } from '../clock/instant';
import { dueOnDate, type Due } from '../clock/term';
import { dueByTerm } from '../arming';
import type { Context } from '../context';
import { clockRow, hazardTypeOf } from '../policy/clocks';
import type { Source } from '../policy/source';
import type { Arm, Deadline } from '../stream';
import type { CaseFile, CasePaper } from './file';
import { armFor } from './owing';
import { emit, factsOf, type Turn } from './turn';

/** Due instant of a rectification: the date the paper prints, else the term from service (T5, lifecycle 2.5). */
const rectifyDue = (
  file: CaseFile,
  context: Context,
  paper: CasePaper,
  from: Instant,
): { due: Due; rule: string; source: Source } => {
  const row = clockRow(context.policy, 'rectify', factsOf(file, context));
  if (paper.dueOn === null)
    return { ...dueByTerm(context, 'rectify', from, row.term, '自送达之日起'), source: row.source };
  const type = hazardTypeOf(context.policy, file.hazardType);
  const source = type?.commonDueOn === paper.dueOn ? type.source : row.source;
  return { due: dueOnDate(context.calendar, paper.dueOn), rule: `文书载明期限 ${paper.dueOn}`, source };
};

const armRectify = (turn: Turn, paper: CasePaper, from: Instant): Arm[] =>
  armFor(turn, 'rectify', { from, instead: rectifyDue(turn.file, turn.context, paper, from) });

/**
 * What a 重大 owes once its paper takes effect: the plan, and the printed date whatever becomes of the plan (settled 5.4). A
 * date that runs already stays: a further paper of advice loosens nothing.
 */
export const armsOnEffect = (turn: Turn, paper: CasePaper, from: Instant): Arm[] => {
  const { grade, plan, deadlines } = turn.file;
  if (grade !== 'major') return [];
  const runs = (clock: Deadline['clock']): boolean => deadlines.some((d) => d.clock === clock && d.level === 0);
  return [
    ...(plan !== null || runs('plan') ? [] : armFor(turn, 'plan', { from })),
    ...(paper.dueOn === null || runs('rectify') ? [] : armRectify(turn, paper, from)),
  ];
};

/** T6: the rectification of a general case starts when its paper takes effect; that of a 重大 with its plan. */
export const startOnEffect = (turn: Turn, paper: CasePaper, from: Instant): void => {
  const { file, context } = turn;
  if (file.grade === 'major') return;
  emit(turn, 'rectification-started', {
    basis: 'service',
    term: paper.dueOn === null ? clockRow(context.policy, 'rectify', factsOf(file, context)).term : null,
    arms: armRectify(turn, paper, from),
  });
};

/** A public notice has hung its time: the paper counts as served on that last day, and what it asks for starts (settled 5.5). */
export const takeEffect = (turn: Turn, due: Deadline): void => {
  const from = plusMs(due.dueAt, -1);
  const paper = turn.file.papers.find(({ documentId }) => documentId === due.ref);
  const waits = paper !== undefined && turn.file.status === 'notified';
  emit(turn, 'service-took-effect', {
    documentId: due.ref ?? '',
    effectiveOn: due.dueOn,
    fires: due.deadlineId,
    ...(waits ? { arms: armsOnEffect(turn, paper, from) } : {}),
  });
  if (waits) startOnEffect(turn, paper, from);
};
