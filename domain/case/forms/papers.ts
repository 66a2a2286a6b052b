import type { Context } from '../../context';
import type { FieldForm, Form } from '../../form';
import { RIGHTS } from '../../people/authority';
import { townUnitId } from '../../people/directory';
import type { CaseFile } from '../file';
import { orderInForce } from '../issuing';
import { commonDate, unservedPapers } from '../papers';
import { seconds } from './people';

/** Papers: issuing, serving, taking back. */

const ids = (papers: readonly { documentId: string }[]): string[] => papers.map(({ documentId }) => documentId);

/** A date where the pack takes one; else the pack's own length counts and nobody is asked. */
export const printedDate = ({ policy }: Context, help: string): FieldForm =>
  policy.acceptsPrintedDates ? { help } : { absent: true };

/** What is said of the date of a paper of advice: whether it may be left out, and what counts then. */
const adviceDate = (file: CaseFile, context: Context): string => {
  const common = commonDate(file, context);
  if (common === undefined) return '不填的，按政策包的整改时限自送达之日起算。';
  return common.isPast ? `统一期限 ${common.on} 已过，须另行指定。` : `不填的，按统一期限 ${common.on}。`;
};

export const issuing = (file: CaseFile, context: Context): Form => {
  const own = context.actor.posts.map(({ unitId }) => unitId);
  const issuers = [...new Set([...own, townUnitId(context.directory)])];
  return {
    fields: {
      type: {},
      issuerUnitId: { of: 'type', among: () => issuers, filled: true },
      requirements: {},
      dueOn: printedDate(context, adviceDate(file, context)),
    },
  };
};

/** Who signs for a subject is known where that is a person whose name is read by everybody; a company signs by somebody. */
export const signer = ({ subjects: [subject] }: CaseFile): FieldForm =>
  subject?.kind !== 'individual' || subject.protectedPerson ? {} : { default: subject.name };

export const serving = (file: CaseFile, context: Context): Form => ({
  fields: {
    documentId: { among: ids(unservedPapers(file)) },
    mode: { of: 'documentId' },
    servedAt: { default: context.now },
    recipientName: signer(file),
    refused: { default: false },
    witness: {
      shownWhen: [
        { field: 'mode', in: ['left'] },
        { field: 'refused', in: [true] },
      ],
      help: '见证人和见证照片至少有其一。',
    },
    witnessAttachmentIds: {
      shownWhen: [
        { field: 'mode', in: ['left'] },
        { field: 'refused', in: [true] },
      ],
    },
    coActorId: {
      of: 'documentId',
      among: () => seconds(context, RIGHTS['record-service']),
      help: '送达时间早于10个工作日前的，须请人会签。',
    },
  },
});

export const withdrawingNotice = (file: CaseFile): Form => ({
  fields: { documentId: { among: ids(unservedPapers(file)) }, reason: {} },
});

export const cancellingOrder = (file: CaseFile): Form => {
  const order = orderInForce(file);
  return {
    fields: {
      documentId: order === undefined ? {} : { const: order.documentId },
      reason: {},
      decisionRef: {},
      attachmentIds: {},
    },
  };
};
