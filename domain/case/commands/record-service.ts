import { addWorkingDays } from '../../clock/calendar';
import { civilDateOf } from '../../clock/civil';
import type { Instant } from '../../clock/instant';
import { dueFrom, describeTerm, type Due } from '../../clock/term';
import { clockName } from '../../clock-names';
import type { Context } from '../../context';
import { joined, meet } from '../../deadlines';
import { RIGHTS } from '../../people/authority';
import { unique } from '../../people/audience';
import { refuse, refuseField, signAs } from '../../people/permit';
import { publicNotice } from '../../policy/dates';
import type { DeadlineChanges, Refusal } from '../../stream';
import { inTheFuture } from '../claimed';
import { awaitSecond } from '../cosign';
import { owedOnEffect, startOnEffect } from '../effect';
import { evidenceOf, isRefusal } from '../evidence';
import type { CaseFile, CasePaper, Evidence } from '../file';
import { withDate } from '../fold-overlays';
import { paperStake } from '../issuing';
import { armFor } from '../owing';
import { changesNothing, unservedPapers } from '../papers';
import { SECOND } from '../second';
import { servedBy, servesOne, toServe } from '../serving';
import { record, factsOf, type Recording } from '../recording';
import type { CommandSlice } from '../slice';

export interface RecordService {
  type: 'record-service';
  documentId: string;
  mode: 'direct' | 'left' | 'electronic' | 'mail' | 'public-notice';
  servedAt: Instant;
  recipientName: string;
  refused: boolean;
  witness?: string;
  /** Photos that bear witness. */
  witnessAttachmentIds?: string[];
  reuseReason?: string;
  coActorId?: string;
}

export interface Facts {
  'notice-served': {
    documentId: string;
    mode: 'direct' | 'left' | 'electronic' | 'mail' | 'public-notice';
    servedAt: Instant;
    recipientName: string;
    refused: boolean;
    witness: string | null;
    /** Photos that bear witness; events before 0.3.0 have none. */
    evidence?: Evidence[];
    /** A hint beside a real paper: the case stays as it is (settled 3.3). Missing in events before 0.3.0. */
    startsNothing?: boolean;
  };
}

/** When a public notice posted now would take effect. */
const effectOf = (file: CaseFile, context: Context, postedAt: string): { due: Due; rule: string } => {
  const { term } = publicNotice(context.policy, factsOf(file, context));
  const rule = `${clockName('service-effective')}：自张贴公告之日起经过${describeTerm(term)}`;
  return { due: dueFrom(context.calendar, postedAt, term), rule };
};

/** When it was served: not in the future, not before it was issued, long ago only with a second person. */
const whenRefusal = (context: Context, paper: CasePaper, { servedAt, coActorId }: RecordService): Refusal | null => {
  const future = inTheFuture(context, servedAt, '/servedAt');
  if (future) return future;
  const servedOn = civilDateOf(servedAt);
  if (servedOn < civilDateOf(paper.issuedAt))
    return refuseField('served-before-issued', '送达时间不得早于制发日期。', '/servedAt');
  const earliest = addWorkingDays(context.calendar, civilDateOf(context.now), -10).date;
  return servedOn < earliest && coActorId === undefined
    ? refuseField('too-far-back', '送达时间早于10个工作日前，请指定会签人。', SECOND)
    : null;
};

/** A paper whose date has passed when it would bind is not served but issued anew (settled 5.4). */
const dateRefusal = (
  file: CaseFile,
  context: Context,
  paper: CasePaper,
  { mode, servedAt }: RecordService,
): Refusal | null => {
  const { dueOn } = paper;
  if (dueOn === null) return null;
  if (mode === 'public-notice') {
    const effectiveOn = effectOf(file, context, servedAt).due.dueOn;
    return dueOn <= effectiveOn
      ? refuse(
          'illegal-transition',
          'date-before-effect',
          `公告送达到 ${effectiveOn} 才生效，文书载明的期限 ${dueOn} 届时已过，请另行制发期限较晚的文书。`,
          [],
          '/mode',
        )
      : null;
  }
  return dueOn < civilDateOf(servedAt)
    ? refuse(
        'illegal-transition',
        'paper-date-past',
        `文书载明的期限 ${dueOn} 在送达时已过，不能再送达，请另行制发。`,
        [],
        '/documentId',
      )
    : null;
};

/** Left, or refused: somebody or a photo bears witness. Electronic: the subject has agreed to it beforehand (settled 5.5). */
const modeRefusal = (file: CaseFile, context: Context, command: RecordService): Refusal | null => {
  const { mode, refused, witness, witnessAttachmentIds, servedAt } = command;
  if ((mode === 'left' || refused) && witness === undefined && (witnessAttachmentIds ?? []).length === 0) {
    const how = refused ? '受送达人拒绝签收' : '留置送达';
    return refuseField('witness-missing', `${how}须有见证人或现场照片，请填写其一。`, '/witness');
  }
  if (mode !== 'electronic') return null;
  const agreed = file.subjects.every(({ subjectId }) => {
    const consent = context.lookups.subject(subjectId)?.electronicConsent ?? null;
    return consent !== null && consent <= civilDateOf(servedAt);
  });
  return agreed
    ? null
    : refuse(
        'illegal-transition',
        'no-electronic-consent',
        '责任主体没有同意电子送达的记录，请先在责任主体登记中记录同意日期，或改用其他送达方式。',
        ['OFc', 'OFd', 'LDc', 'LDd'],
        '/mode',
      );
};

const orderWaits = (file: CaseFile, { statutory }: CasePaper): boolean =>
  !statutory && unservedPapers(file).some((paper) => paper.statutory);

const owedByService = (
  recording: Recording,
  paper: CasePaper,
  { mode, servedAt, documentId }: RecordService,
): DeadlineChanges => {
  if (mode !== 'public-notice') return owedOnEffect(recording, paper, servedAt);
  const { context, file } = recording;
  const { source } = publicNotice(context.policy, factsOf(file, context));
  const instead = { ...effectOf(file, context, servedAt), source };
  return { arms: armFor(recording, 'service-effective', { from: servedAt, ref: documentId, instead }) };
};

/** The papers with one of them served; a public notice binds nobody yet (settled 5.5). */
const servedPaper = (papers: CasePaper[], { documentId, servedAt, mode }: Facts['notice-served']): CasePaper[] =>
  papers.map((paper) =>
    paper.documentId === documentId
      ? { ...paper, servedAt, boundAt: mode === 'public-notice' ? null : servedAt, state: 'served' }
      : paper,
  );

/**
 * T5: the clock starts from service. A general case is rectifying at once, a 重大 owes its plan first; by public notice both
 * begin only when it takes effect.
 */
export const recordService: CommandSlice<RecordService, Facts> = {
  type: 'record-service',
  grants: RIGHTS['record-service'],
  from: ['assigned', 'notified', 'rectifying'],
  guards: [servesOne],
  isStillOf: (file, { documentId }) => !isRefusal(toServe(file, documentId)),
  run: (recording, command) => {
    const { context, file } = recording;
    const paper = toServe(file, command.documentId);
    if (isRefusal(paper)) return paper;
    const post = servedBy(file, context, paper);
    if (isRefusal(post)) return post;
    recording.signer = signAs(context, post);
    const refusal =
      whenRefusal(context, paper, command) ??
      dateRefusal(file, context, paper, command) ??
      modeRefusal(file, context, command);
    if (refusal) return refusal;
    const { witnessAttachmentIds = [], reuseReason } = command;
    const witnessed = evidenceOf(context, witnessAttachmentIds, '/witnessAttachmentIds', reuseReason);
    if (isRefusal(witnessed)) return witnessed;
    const second = awaitSecond(recording, command, command.coActorId, {
      grants: RIGHTS['record-service'],
      stake: paperStake(file, paper),
    });
    if (second === 'asked') return null;
    if (second !== 'ready') return second;
    const idle = changesNothing(file, paper);
    record(recording, 'notice-served', {
      documentId: command.documentId,
      mode: command.mode,
      servedAt: command.servedAt,
      recipientName: command.recipientName,
      refused: command.refused,
      witness: command.witness ?? null,
      evidence: witnessed,
      ...(idle
        ? { startsNothing: true }
        : joined(
            // Advice does not serve an order that waits for its own service.
            orderWaits(file, paper) ? {} : meet(file.deadlines, 'serve', context.now),
            owedByService(recording, paper, command),
          )),
    });
    if (!idle && command.mode !== 'public-notice') startOnEffect(recording, paper, command.servedAt);
    return null;
  },
  mayLack: { 'notice-served': { evidence: true, startsNothing: true } },
  records: {
    'notice-served': (file, { body }) => ({
      // An order that is served where a deadline runs already takes its place; the case goes on rectifying.
      status: file.status === 'rectifying' || body.startsNothing ? file.status : 'notified',
      papers: servedPaper(file.papers, body),
      ...withDate(file, body.arms, null),
    }),
  },
  tells: {
    'notice-served': ({ subjects, holder, data }) => [
      { personIds: unique([...subjects, ...holder]), template: 'notice-served', data },
    ],
  },
};
