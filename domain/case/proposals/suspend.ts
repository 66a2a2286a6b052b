import type { CivilDate } from '../../clock/civil';
import { dueFrom, dueOnDate, describeTerm } from '../../clock/term';
import type { Context } from '../../context';
import { cancel, joined } from '../../deadlines';
import { unique } from '../../people/audience';
import { EF, LD, OF } from '../../people/authority';
import { refuse, refuseField } from '../../people/permit';
import type { SuspensionGround } from '../../policy/suspension';
import type { Arm, PaperIssue, Refusal } from '../../stream';
import { aheadRefusal } from '../ahead';
import { controlRefusal, type ControlDecided } from '../control-decided';
import { decisionPaper } from '../decision-paper';
import type { CaseFile } from '../file';
import { firstDate } from '../first-date';
import { on } from '../fold-overlays';
import { armFor } from '../owing';
import type { Proposal } from '../proposal';
import { record, type Recording } from '../recording';
import { stopAll, SUSPENDABLE, suspensionDecidedByOthers, suspensionDeciders } from '../suspension';
import { isBefore, optionalText, requireFields, textOf } from './fields';
import type { Propose, ProposalSlice } from './rule';

export interface Fields {
  /** Id of a ground on the pack's list. */
  ground: string;
  /** The decision or paper that it rests on, where the ground asks for one. */
  reference: string;
  /** Its last day; without one it is reviewed as the pack says. */
  until: CivilDate;
  control: ControlDecided;
}

export interface Facts {
  /** The control that it rests on has ended: it is looked at now. */
  'suspension-recalled': object;
  suspended: {
    ground: string;
    groundName: string;
    reference: string | null;
    until: CivilDate | null;
    control: 'imposed' | 'not-needed';
    paper?: PaperIssue;
  };
}

/** 中止决定书, DOC-22. */
const PAPER = 'zhongzhi';

const groundOf = ({ policy }: Context, id: string): SuspensionGround | undefined =>
  policy.suspension?.grounds.find((ground) => ground.id === id);

/** A pack without a list suspends nothing. */
const hasGrounds = (_: CaseFile, { policy }: Context): Refusal | null =>
  policy.suspension === undefined
    ? refuse('illegal-transition', 'no-grounds', '本案适用的政策包没有规定中止事由，不能中止。')
    : null;

/** On listed grounds only (T16; ). */
const groundRefusal = (context: Context, id: string, reference: string | undefined): Refusal | null => {
  const ground = groundOf(context, id);
  if (ground === undefined) {
    const listed = (context.policy.suspension?.grounds ?? []).map(({ name }) => name).join('、');
    return refuseField('ground-unknown', `中止事由须从下列中选择：${listed}。`, '/ground');
  }
  return ground.needsReference === true && reference === undefined
    ? refuseField('reference-missing', `以“${ground.name}”中止须填写决定书或文件的文号。`, '/reference')
    : null;
};

const untilRefusal = (context: Context, until: CivilDate | undefined): Refusal | null => {
  if (until === undefined) return null;
  if (!context.policy.acceptsPrintedDates)
    return refuseField('printed-date-not-accepted', '演练政策包不接受指定日期。', '/until');
  return aheadRefusal(context, until, '中止截止日', '/until');
};

/** It always carries an end, or a day on which whoever holds the case looks at it again (settled 8.10). */
const ends = (recording: Recording, until: CivilDate | undefined): Arm[] => {
  const { context } = recording;
  const { review, source } = context.policy.suspension ?? {};
  if (until !== undefined) {
    const due = dueOnDate(context.calendar, until);
    return armFor(recording, 'suspension-end', {
      instead: { due, rule: `中止至 ${until}`, source: source ?? { default: 'settled 8.10' } },
    });
  }
  if (review === undefined || source === undefined) return [];
  const due = dueFrom(context.calendar, context.now, review);
  return armFor(recording, 'suspension-review', {
    instead: { due, rule: `中止每${describeTerm(review)}复核一次`, source },
  });
};

const suspendCase = (recording: Recording, proposal: Proposal): void => {
  const { file, context } = recording;
  const ground = textOf(proposal, 'ground');
  const until = optionalText(proposal, 'until');
  record(recording, 'suspended', {
    ground,
    groundName: groundOf(context, ground)?.name ?? ground,
    reference: optionalText(proposal, 'reference') ?? null,
    until: until ?? null,
    control: proposal.data['control'] === 'imposed' ? 'imposed' : 'not-needed',
    ...decisionPaper(recording, PAPER),
    ...joined(
      stopAll(recording),
      // One that is suspended already is prolonged: its review is done.
      cancel(file.deadlines, 'prolonged', 'suspension-end'),
      cancel(file.deadlines, 'prolonged', 'suspension-review'),
      { arms: ends(recording, until) },
    ),
  });
};

/** T16: proposed by those in charge, decided above; everything that counts against somebody stands still until it is resumed. */
export const suspend: ProposalSlice<'suspend', Fields, Facts> = {
  act: 'suspend',
  effect: '中止办理，各项时限停止计算',
  grants: [{ roles: [...OF, ...LD, ...EF, 'ST'] }],
  from: SUSPENDABLE,
  needs: [hasGrounds],
  fields: ({ file, context }, { fields }: Propose<Fields>) => {
    const absent = requireFields<Fields>(fields, ['ground', 'control']);
    if (absent) return absent;
    const { ground = '', reference, until, control } = fields;
    const kept = { ground, reference, until, control };
    return (
      groundRefusal(context, ground, reference) ?? untilRefusal(context, until) ?? controlRefusal(file, control) ?? kept
    );
  },
  steps: suspensionDeciders,
  holds: (file, context, proposal) =>
    groundRefusal(context, textOf(proposal, 'ground'), optionalText(proposal, 'reference')) ??
    untilRefusal(context, optionalText(proposal, 'until')) ??
    controlRefusal(file, proposal.data['control']),
  isPast: ({ until }, day) => isBefore(until, day),
  isDone: suspensionDecidedByOthers,
  carryOut: (recording, proposal) => {
    suspendCase(recording, proposal);
    return null;
  },
  mayLack: { suspended: { paper: true } },
  records: {
    'suspension-recalled': (file) =>
      file.suspension ? { suspension: { ...file.suspension, needsControl: false } } : {},
    suspended: (file, { at, body }) => ({
      overlays: on(file.overlays, 'suspended'),
      extended: firstDate(file),
      suspension: {
        ground: body.ground,
        groundName: body.groundName,
        reference: body.reference,
        until: body.until,
        since: file.suspension?.since ?? at,
        needsControl: body.control === 'imposed',
        stopped: [...(file.suspension?.stopped ?? []), ...(body.pauses ?? []).map(({ deadlineId }) => deadlineId)],
      },
    }),
  },
  tells: {
    'suspension-recalled': ({ holder, data }) => [{ personIds: holder, template: 'suspension-recalled', data }],
    suspended: ({ subjects, holder, data }, { body: { groundName, until } }) => [
      {
        personIds: unique([...subjects, ...holder]),
        template: 'suspended',
        data: { ...data, ground: groundName, until: until ?? '' },
      },
    ],
  },
};
