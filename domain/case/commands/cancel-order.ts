import { actingPosts } from '../acting';
import type { Context } from '../../context';
import { cancel, joined } from '../../deadlines';
import { unique } from '../../people/audience';
import type { Post } from '../../people/directory';
import { refuse, refuseField, rolesOf, signAs, type Grant } from '../../people/permit';
import type { ClockName, DeadlineChanges, Refusal } from '../../stream';
import { evidenceIn, isRefusal } from '../evidence';
import type { CaseFile, CasePaper, Evidence } from '../file';
import { off } from '../fold-overlays';
import { withState } from '../fold-papers';
import { isUncounted, withoutRungs } from '../fold-rungs';
import { armFor, subjectAddressee } from '../owing';
import { issuerOf, orderInForce, underOrder } from '../issuing';
import { PLAN_REF } from '../plan-owed';
import { record, type Recording } from '../recording';
import type { CommandSlice } from '../slice';

export interface CancelOrder {
  type: 'cancel-order';
  documentId: string;
  reason: string;
  decisionRef?: string;
  attachmentIds: string[];
  reuseReason?: string;
}

export interface Facts {
  'order-cancelled': {
    documentId: string;
    reason: string;
    /** The decision of a court or review body that cancelled it; null where the authority did so itself. */
    decisionRef: string | null;
    evidence: Evidence[];
    /** Escalations that the case leaves with it: they rest on a lateness that counts no more. */
    leaves?: string[];
  };
}

const GRANTS: Grant[] = [{ roles: ['EFh', 'ST', 'DS'], relation: 'issuing' }, { roles: ['DS', 'OFc'] }];

const orderStands = (file: CaseFile): Refusal | null =>
  underOrder(file)
    ? null
    : refuse('illegal-transition', 'no-order', '本案没有已送达且有效的责令文书；尚未送达的，由制发单位撤回。');

/** Who may cancel this order: the head of the unit that issued it, the competent district department, or the office that records. */
const cancellingPost = (file: CaseFile, context: Context, order: CasePaper): Post | Refusal => {
  const posts = actingPosts(GRANTS, file, context);
  return (
    posts.find((post) => post.unitId === issuerOf(order)) ??
    posts.find((post) => post.role === 'DS' || post.role === 'OFc') ??
    refuse(
      'forbidden',
      'not-the-issuer',
      `责令文书由制发机关（${context.directory.units[issuerOf(order)]?.name ?? issuerOf(order)}）负责人撤销，或由专班办公室记录复议、诉讼决定。`,
      rolesOf(GRANTS),
    )
  );
};

const byWhomItMay = (file: CaseFile, context: Context): Refusal | null => {
  const order = orderInForce(file);
  const post = order === undefined ? null : cancellingPost(file, context, order);
  return post !== null && isRefusal(post) ? post : null;
};

/** What ran under the order ends as it stands: what has fired stays fired. A new lawful act is owed. */
const ended = (recording: Recording): DeadlineChanges => {
  const { deadlines } = recording.file;
  const clocks = ['plan', 'rectify', 'progress', 'recheck', 'serve'] as const;
  const cancelled = clocks.map((clock) => cancel(deadlines, 'order-cancelled', clock));
  const plan = cancel(
    deadlines.filter((deadline) => deadline.ref === PLAN_REF),
    'order-cancelled',
  );
  return joined(...cancelled, plan, { arms: armFor(recording, 'serve') });
};

/**
 * The subject was never late under an order that was cancelled: its misses since the order bound it count no more, and
 * the case leaves what was opened over them. What was climbed before, under advice, stays; the late duties of units are theirs,
 * also where the subject is such a unit.
 */
const uncounted = ({ file, context }: Recording, { boundAt: since }: CasePaper) => {
  if (since === null) return {};
  const uncounts = { clocks: ['plan', 'rectify', 'progress'] satisfies ClockName[], since };
  const subject = subjectAddressee(file);
  const isItsOwn = ({ clock }: CaseFile['rungsReached'][number]) =>
    subject.startsWith('unit:') || uncounts.clocks.some((one) => one === clock);
  const stays = file.escalations
    .filter(
      ({ act, addressee, cycle }) =>
        addressee !== subject ||
        file.rungsReached.some(
          (rung) => rung.cycle === cycle && rung.act === act && isItsOwn(rung) && !isUncounted(rung, uncounts),
        ),
    )
    .map(({ escalationId }) => escalationId);
  return { uncounts, leaves: context.lookups.linkedEscalations().filter((id) => !stays.includes(id)) };
};

/** A cancelled order takes with it what stood on it: date, plan, application and re-checks; the case is assigned as before. */
const orderCancelled = (
  file: CaseFile,
  { documentId, leaves = [], uncounts }: Facts['order-cancelled'] & DeadlineChanges,
): Partial<CaseFile> => ({
  status: 'assigned',
  papers: withState(file.papers, documentId, 'void'),
  ...withoutRungs({ ...file, overlays: off(file.overlays, 'overdue') }, uncounts),
  escalations: file.escalations.filter(({ escalationId }) => !leaves.includes(escalationId)),
  plan: null,
  planAccepted: false,
  lastRequestAt: null,
  recheckPassedAt: null,
  recheckStartedBy: [],
  failedRechecks: 0,
});

/**
 * A served order is cancelled: its number stays, its date and its re-check end, and the case is assigned as before, for a new
 * lawful act (X-29, settled 7). By the authority itself, or as the decision of a court or review body that the office records.
 */
export const cancelOrder: CommandSlice<CancelOrder, Facts> = {
  type: 'cancel-order',
  grants: GRANTS,
  from: ['notified', 'rectifying', 'awaiting-recheck', 'rechecking', 'closure-review'],
  guards: [orderStands, byWhomItMay],
  run: (recording, command) => {
    const { context, file } = recording;
    const order = orderInForce(file);
    if (order?.documentId !== command.documentId) {
      const words = '须指明现行有效的责令文书。';
      return refuseField('not-the-standing-order', words, '/documentId');
    }
    const post = cancellingPost(file, context, order);
    if (isRefusal(post)) return post;
    const evidence = evidenceIn(context, command);
    if (isRefusal(evidence)) return evidence;
    if (post.role === 'OFc') {
      const words = '请填写复议、诉讼决定的文号。';
      if (command.decisionRef === undefined) return refuseField('decision-missing', words, '/decisionRef');
      if (evidence.length === 0) return refuseField('decision-missing', '请上传复议、诉讼决定。', '/attachmentIds');
    }
    recording.signer = signAs(context, post);
    record(recording, 'order-cancelled', {
      documentId: order.documentId,
      reason: command.reason,
      decisionRef: command.decisionRef ?? null,
      evidence,
      ...uncounted(recording, order),
      ...ended({ ...recording, file: { ...file, papers: file.papers.filter((paper) => paper !== order) } }),
    });
    return null;
  },
  mayLack: { 'order-cancelled': { leaves: true } },
  records: {
    'order-cancelled': (file, { body }) => orderCancelled(file, body),
  },
  tells: {
    'order-cancelled': ({ subjects, holder, data }) => [
      { personIds: unique([...subjects, ...holder]), template: 'order-cancelled', data },
    ],
  },
};
