import type { Context } from '../../context';
import type { FieldForm, Form, FormAsked, Known } from '../../form';
import { hazardTypeOf } from '../../policy/clocks';
import type { CaseFile } from '../file';
import { ORDERING } from '../ordering';
import type { CaseProposalAct } from '../proposal';
import { grading } from './books';
import { imposing } from './control';
import { printedDate } from './papers';
import { seconds, unitsToday } from './people';

/** What is proposed, decided, taken back and co-signed. */

/** Whether a control is on already, or why none is needed. */
const CONTROL: FieldForm = { help: '先说明是否已采取临时管控；无须采取的，填写理由。' };

const LATER: FieldForm = { filled: true };

const ordering = (file: CaseFile, context: Context): Form => ({
  fields: {
    type: { among: context.policy.papers.filter(({ statutory }) => statutory).map(({ type }) => type) },
    clauseId: { among: hazardTypeOf(context.policy, file.hazardType)?.clauseIds ?? [], filled: true },
    requirements: {},
    coActorId: { among: seconds(context, ORDERING) },
    inspectionRef: { help: '行政检查编号和紧急情况理由，至少填写一项。' },
    emergencyReason: {},
    dueOn: printedDate(context, '不填的，按政策包的整改时限自送达之日起算。'),
  },
  either: [['inspectionRef', 'emergencyReason']],
});

const suspending = (_: CaseFile, { policy }: Context): Form => {
  const grounds = policy.suspension?.grounds ?? [];
  const referenced = grounds.filter(({ needsReference }) => needsReference === true).map(({ id }) => id);
  return {
    fields: {
      ground: { among: grounds.map(({ id }) => id) },
      reference: referenced.length === 0 ? {} : { shownWhen: [{ field: 'ground', in: referenced }] },
      until: policy.acceptsPrintedDates ? { help: '不填的，按政策包定期复核。' } : { absent: true },
      control: CONTROL,
    },
  };
};

type FormOfAct = (file: CaseFile, context: Context, known: Known) => Form;

const ACTS: { readonly [A in CaseProposalAct]?: FormOfAct } = {
  'confirm-major': (file, context, known) => ({ fields: { ...grading(file, context, known), control: CONTROL } }),
  'statutory-order': ordering,
  'impose-control': imposing,
  'new-date': () => ({ fields: { newDueOn: LATER } }),
  extend: (_, context) => ({
    fields: { newDueOn: context.policy.acceptsPrintedDates ? LATER : { absent: true }, measures: {} },
  }),
  suspend: suspending,
  'reassign-above': () => ({ fields: { leadUnitId: { absent: true }, responsibleUnitId: { absent: true } } }),
};

const isAct = (act: string | undefined): act is CaseProposalAct => act !== undefined && Object.hasOwn(ACTS, act);

export const proposing = (file: CaseFile, context: Context, known: Known, { act = '' }: FormAsked): Form => {
  const own: Form = isAct(act) ? (ACTS[act]?.(file, context, known) ?? { fields: {} }) : { fields: {} };
  return { ...own, fields: { act: { const: act }, ...own.fields, reason: {} } };
};

/** A returned closing says where it goes back to; a reassignment by whom it is taken on. */
export const deciding = (file: CaseFile, context: Context, _: Known, { proposalId = '' }: FormAsked): Form => {
  const act = file.proposals.find((proposal) => proposal.proposalId === proposalId)?.act;
  const isSentBack = act === 'close' && !file.fixedOnTheSpot;
  return {
    fields: {
      proposalId: { const: proposalId },
      decision: {},
      returnTo: isSentBack ? { shownWhen: [{ field: 'decision', in: ['reject'] }] } : { absent: true },
      unitId: act === 'reassign-above' ? { among: unitsToday(context) } : { absent: true },
      opinion: {},
    },
  };
};

export const withdrawing = ({ proposalId = '' }: FormAsked): Form => ({
  fields: { proposalId: { const: proposalId }, reason: {} },
});

export const signing = ({ askId = '' }: FormAsked): Form => ({
  fields: { askId: { const: askId }, decision: {} },
});
