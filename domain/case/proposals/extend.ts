import { addWorkingDays, workingDaysBetween, type Calendar } from '../../clock/calendar';
import { civilDateOf, type CivilDate } from '../../clock/civil';
import { plusMs } from '../../clock/instant';
import { describeTerm, dueFrom, dueOnDate } from '../../clock/term';
import type { Context } from '../../context';
import { OWN } from '../../people/authority';
import { unique } from '../../people/audience';
import { refuse, refuseField } from '../../people/permit';
import { extensionOf } from '../../policy/extension';
import type { Deadline, PaperIssue, Refusal } from '../../stream';
import { DECIDED_AS_DATE } from '../date-deciders';
import {
  dateRefusal,
  decidedByOthers,
  extensionsLeft,
  isOvertakenDate,
  moveDate,
  noOtherDateOpen,
  notAtOnce,
} from '../date-moving';
import type { CaseFile } from '../file';
import { firstDate } from '../first-date';
import { armFor } from '../owing';
import { runningDate } from '../plan';
import type { Proposal } from '../proposal';
import { record } from '../recording';
import { decisionPaper } from '../decision-paper';
import type { Guard } from '../slice';
import { fieldMissing, requireFields, textOf } from './fields';
import type { Propose, ProposalSlice } from './rule';

export interface Fields {
  /** Where the pack accepts dates; one in seconds extends by a length of its own. */
  newDueOn: CivilDate;
  /** What keeps people safe until then. */
  measures: string;
}

export interface Facts {
  'extension-refused': { opinion: string; paper?: PaperIssue };
}

/** 延期审批意见书, DOC-16. */
const PAPER = 'yanqi-shenpi';

const notTheSubject = (): Refusal =>
  refuse(
    'forbidden',
    'not-your-proposal',
    '延期由整改责任主体申请；责任单位是职能部门的，也可以提出，村居不能代为申请。',
    ['ENs', 'ENm', 'OW', 'RU'],
  );

/** Not once it has passed, nor before one runs. */
const stillRuns: Guard = (file) => {
  const date = runningDate(file);
  if (date?.state === 'armed') return null;
  return date === undefined
    ? refuse('illegal-transition', 'no-date-runs', '整改期限尚未起算，无须申请延期。')
    : refuse(
        'illegal-transition',
        'date-missed',
        `整改期限 ${date.dueOn} 已过，不再受理延期申请；情况可在办理说明中注明。请尽快整改并申请复查。`,
      );
};

/** The last moment to ask for it, so that it can be decided in time. */
const beforeCutOff: Guard = (file, { policy, calendar, now }) => {
  const date = runningDate(file);
  const { cutOff } = extensionOf(policy);
  if (date === undefined) return null;
  if ('seconds' in cutOff)
    return now <= plusMs(date.dueAt, -cutOff.seconds * 1000)
      ? null
      : refuse('illegal-transition', 'after-cut-off', `延期须在期限届满${describeTerm(cutOff)}前申请。`);
  const last = addWorkingDays(calendar, date.dueOn, -cutOff.wd).date;
  return civilDateOf(now) <= last
    ? null
    : refuse(
        'illegal-transition',
        'after-cut-off',
        `延期须在期限届满${describeTerm(cutOff)}前申请，最迟为 ${last}，现已不能申请延期。请按期整改；遇不可抗力的，可请牵头单位提请中止办理。`,
      );
};

/** All extensions of a cycle together are at most as long as the date that it began with; null where none runs. */
const latestDate = (file: CaseFile, calendar: Calendar): { length: number; latest: CivilDate } | null => {
  const date = runningDate(file);
  const first = firstDate(file);
  if (date === undefined || first === null) return null;
  const length = workingDaysBetween(calendar, civilDateOf(first.from), first.dueOn);
  const used = first.moves.reduce((sum, { from, to }) => sum + workingDaysBetween(calendar, from, to), 0);
  return { length, latest: addWorkingDays(calendar, date.dueOn, Math.max(0, length - used)).date };
};

const tooLong = (file: CaseFile, calendar: Calendar, newDueOn: CivilDate): Refusal | null => {
  const allowed = latestDate(file, calendar);
  return allowed === null || newDueOn <= allowed.latest
    ? null
    : refuseField(
        'extended-too-far',
        `延长的时间合计不得超过原整改期限（${String(allowed.length)}个工作日），最迟可延至 ${allowed.latest}。`,
        '/newDueOn',
      );
};

/** No later date is left that would not be too far; a pack in seconds extends by a length of its own. */
const nothingLeft: Guard = (file, { policy, calendar }) => {
  const date = runningDate(file);
  const isMoved = (firstDate(file)?.moves.length ?? 0) > 0 && extensionOf(policy).by === undefined;
  const latest = isMoved ? latestDate(file, calendar)?.latest : undefined;
  return date === undefined || latest === undefined || latest > date.dueOn
    ? null
    : refuse('illegal-transition', 'extended-too-far', '延长的时间合计已达原整改期限，不得再延。');
};

const datesRefusal = (file: CaseFile, context: Context, newDueOn: CivilDate): Refusal | null =>
  dateRefusal(file, context, newDueOn) ?? tooLong(file, context.calendar, newDueOn);

/** The later date; in a pack of seconds by the length that it says from the date that runs. */
const laterDate = (date: Deadline, { policy, calendar }: Context, proposal: Proposal) => {
  const { by } = extensionOf(policy);
  const due = by === undefined ? dueOnDate(calendar, textOf(proposal, 'newDueOn')) : dueFrom(calendar, date.dueAt, by);
  return { due, rule: by === undefined ? `批准延期至 ${due.dueOn}` : `批准延期${describeTerm(by)}` };
};

/** T15: asked by the subject before the cut-off, decided before the deadline or not at all (X-23 to X-26, authority.md 1). */
export const extend: ProposalSlice<'extend', Fields, Facts> = {
  act: 'extend',
  effect: '延长整改期限',
  grants: [...OWN, { roles: ['RU'], relation: 'responsible' }],
  bySubject: true,
  pending: 'extension-pending',
  from: ['notified', 'rectifying'],
  // What was asked for in time is decided after a re-check that failed in time (T15, S4 to S7).
  waits: ['awaiting-recheck', 'rechecking', 'closure-review'],
  needs: [notAtOnce, stillRuns, extensionsLeft],
  proposer: [noOtherDateOpen('new-date'), beforeCutOff, nothingLeft],
  lacking: notTheSubject,
  fields: ({ file, context }, { fields }: Propose<Fields>) => {
    const absent = requireFields<Fields>(fields, ['measures']);
    if (absent) return absent;
    const { newDueOn, measures } = fields;
    if (extensionOf(context.policy).by !== undefined)
      return newDueOn === undefined
        ? { measures }
        : refuseField('printed-date-not-accepted', '演练政策包不接受指定日期。', '/newDueOn');
    if (newDueOn === undefined) return fieldMissing('newDueOn');
    return datesRefusal(file, context, newDueOn) ?? { newDueOn, measures };
  },
  ...DECIDED_AS_DATE,
  // Five working days, and never beyond the date itself, at which silence is a no (lifecycle 2.5).
  decideBy: (recording, ref, addressee) => {
    const date = runningDate(recording.file);
    const arms = armFor(recording, 'decision', { ref, addressee, facts: { act: 'extend' } });
    const [zero] = arms;
    if (date === undefined || zero === undefined || zero.dueAt <= date.dueAt) return arms;
    const { dueAt, dueOn, because } = date;
    const due = { dueAt, dueOn, days: [], provisional: because.provisional };
    const { source } = zero.because;
    return armFor(recording, 'decision', {
      ref,
      addressee,
      instead: { due, rule: `审批时限：不晚于整改期限 ${dueOn}`, source },
    });
  },
  lapses: true,
  holds: (file, context, proposal) =>
    decidedByOthers(file, context, proposal) ??
    (typeof proposal.data['newDueOn'] === 'string' ? datesRefusal(file, context, proposal.data['newDueOn']) : null),
  isDone: (file, context, proposal) => runningDate(file)?.state === 'fired' || isOvertakenDate(file, context, proposal),
  carryOut: (recording, proposal) => {
    const date = runningDate(recording.file);
    if (date === undefined) return stillRuns(recording.file, recording.context);
    const to = laterDate(date, recording.context, proposal);
    moveDate(recording, { ...to, ...decisionPaper(recording, PAPER) }, 'extended');
    return null;
  },
  reject: (recording, _, { opinion }) => {
    record(recording, 'extension-refused', { opinion, ...decisionPaper(recording, PAPER) });
    return null;
  },
  mayLack: { 'extension-refused': { paper: true } },
  records: { 'extension-refused': () => ({}) },
  tells: {
    'extension-refused': ({ subjects, holder, data }) => [
      { personIds: unique([...subjects, ...holder]), template: 'extension-refused', data },
    ],
  },
};
