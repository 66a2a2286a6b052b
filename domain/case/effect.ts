import type { CivilDate } from '../clock/civil';
import type { Term } from '../clock/term';
import { withDate } from './fold-overlays';
import { boundPaper } from './fold-papers';
import type { CaseFactSlice } from './slice';
import { plusMs, type Instant } from '../clock/instant';
import { dueOnDate, type Due } from '../clock/term';
import { dueByTerm } from '../arming';
import { cancel, joined } from '../deadlines';
import type { Context } from '../context';
import { clockRow, hazardTypeOf } from '../policy/clocks';
import type { Source } from '../policy/source';
import type { Arm, Deadline, DeadlineChanges } from '../stream';
import type { CaseFile, CasePaper } from './file';
import { armFor } from './owing';
import { isHint, onlyHinted } from './papers';
import { planOwed } from './plan-owed';
import { record, factsOf, type Recording } from './recording';

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

const armRectify = (recording: Recording, paper: CasePaper, from: Instant): Arm[] =>
  armFor(recording, 'rectify', { from, instead: rectifyDue(recording.file, recording.context, paper, from) });

/** An order takes the place of what was served before it, a real paper that of a mere hint (settled 1.3, 3.3). */
const replaces = (file: CaseFile, paper: CasePaper): boolean =>
  paper.statutory || (!isHint(paper) && onlyHinted(file, paper));

/**
 * Of what is replaced the date ends as it stands (what has fired stays fired), and with it the re-check that was owed because
 * of it (settled 1.3, 5.1).
 */
const replaced = (file: CaseFile, paper: CasePaper): DeadlineChanges =>
  replaces(file, paper)
    ? joined(cancel(file.deadlines, 'replaced', 'rectify'), cancel(file.deadlines, 'replaced', 'recheck'))
    : {};

/**
 * What a 重大 owes once its paper takes effect: the plan, and the printed date whatever becomes of the plan (settled 5.4). A
 * date that runs already stays, unless an order takes its place, or a real paper that of a hint: any further paper of advice loosens nothing.
 */
export const owedOnEffect = (recording: Recording, paper: CasePaper, from: Instant): DeadlineChanges => {
  const { grade, planAccepted, deadlines } = recording.file;
  if (grade !== 'major') return {};
  const undated = deadlines.filter(({ clock }) => clock !== 'rectify');
  const takesPlace = paper.statutory || (!planAccepted && replaces(recording.file, paper));
  const dated = paper.dueOn !== null && (takesPlace || undated.length === deadlines.length);
  const ahead: Recording = dated ? { ...recording, file: { ...recording.file, deadlines: undated } } : recording;
  return joined(
    { arms: planOwed(ahead, { from }) },
    dated ? joined(replaced(recording.file, paper), { arms: armRectify(recording, paper, from) }) : {},
  );
};

/** T6: the rectification of a general case starts when its paper takes effect; that of a 重大 with its plan. */
export const startOnEffect = (recording: Recording, paper: CasePaper, from: Instant): void => {
  const { file, context } = recording;
  if (file.grade === 'major') return;
  record(recording, 'rectification-started', {
    basis: 'service',
    term: paper.dueOn === null ? clockRow(context.policy, 'rectify', factsOf(file, context)).term : null,
    ...joined(replaced(file, paper), { arms: armRectify(recording, paper, from) }),
  });
};

/** False for a hint that hangs beside a real paper that was served (settled 3.3). */
const onlyPosted = (file: CaseFile, paper: CasePaper): boolean => !isHint(paper) || onlyHinted(file);

/**
 * A public notice has hung its time: the paper counts as served on that last day, and what it asks for starts (settled 5.5); where
 * a re-check was under way then, after it has failed or the closing was sent back.
 */
export const takeEffect = (recording: Recording, due: Deadline): void => {
  const from = plusMs(due.dueAt, -1);
  const paper = recording.file.papers.find(({ documentId }) => documentId === due.ref);
  const { status } = recording.file;
  const waits =
    paper?.state === 'served' &&
    (status === 'notified'
      ? onlyPosted(recording.file, paper)
      : status === 'rectifying' && replaces(recording.file, paper));
  record(recording, 'service-took-effect', {
    documentId: due.ref ?? '',
    effectiveOn: due.dueOn,
    fires: due.deadlineId,
    ...(waits ? owedOnEffect(recording, paper, from) : {}),
  });
  if (waits) startOnEffect(recording, paper, from);
};

export interface Facts {
  /** A public notice has hung its time and counts as served. */
  'service-took-effect': { documentId: string; effectiveOn: CivilDate };
  'rectification-started': { basis: 'service' | 'plan'; /** Null for a printed date. */ term: Term | null };
}

/** What a paper brings about once it has effect. */
export const effectFacts: CaseFactSlice<Facts> = {
  records: {
    'service-took-effect': (file, { body }) => ({
      papers: boundPaper(file, body.documentId, body.fires),
      ...withDate(file, body.arms, null),
    }),
    'rectification-started': (file, { body }) => ({ status: 'rectifying', ...withDate(file, body.arms, body.term) }),
  },
  fires: { 'service-effective': takeEffect },
};
