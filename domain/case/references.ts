import type { Context } from '../context';
import { mergedSubjectRefusal } from '../people/merging';
import { isActor, refuse, refuseField } from '../people/permit';
import type { Refusal } from '../stream';
import type { ReportCommand } from './commands/report';
import type { CaseFile } from './file';
import { knowsByPost } from './readers';

const unknown = (reason: string, message: string, pointer: string): Refusal => refuseField(reason, message, pointer);

/** Of a case that the actor may not read he hears nothing, not even that it exists. */
const mayRead = (file: CaseFile, context: Context): boolean =>
  knowsByPost(file, context) || file.parts.some((part) => part.act === 'report' && isActor(context, part.personId));

/** The same matter sent twice from elsewhere: one case by town, source and external id (settled 6.5). */
const sentBefore = ({ source, externalId }: ReportCommand, context: Context): Refusal | null => {
  if (externalId === undefined) return null;
  const first = context.lookups.externalCase(source, externalId);
  if (first === undefined) return null;
  const isRead = mayRead(first, context);
  const which = isRead && first.number !== null ? `（${first.number}）` : '';
  const message = `该来源的编号已经上报过${which}，请勿重复上报。`;
  const refusal = refuse('conflict', 'external-id-taken', message, [], '/externalId');
  return isRead ? { ...refusal, caseId: first.caseId } : refusal;
};

/** Why what a report names is not there, or null: ids that name nothing are refused (settled 6.5). */
export const namesNothing = (command: ReportCommand, context: Context): Refusal | null => {
  const { townId } = context.directory;
  const subject = command.subjectIds.findIndex((id) => context.lookups.subject(id)?.townId !== townId);
  if (subject >= 0) return unknown('subject-unknown', '责任主体不存在。', `/subjectIds/${String(subject)}`);
  const merged = mergedSubjectRefusal(context, command.subjectIds);
  if (merged !== null) return merged;
  const campaign = command.campaignIds.findIndex((id) => !context.policy.campaigns.some((one) => one.id === id));
  if (campaign >= 0)
    return unknown('campaign-unknown', '政策包中没有这一专项行动。', `/campaignIds/${String(campaign)}`);
  if (command.refersTo !== undefined) {
    const before = context.lookups.caseFile(command.refersTo);
    if (before === undefined || !mayRead(before, context))
      return unknown('case-unknown', '所指的原案不存在，或您不能查看。', '/refersTo');
  }
  return sentBefore(command, context);
};
