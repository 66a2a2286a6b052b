import type { Context } from '../context';
import { lateNow } from '../ladder-count';
import type { Addressee } from '../stream';
import { timelineOf } from '../timeline';
import { idOf, streamIdOf, type Effect, type StreamModule } from '../stream-module';
import type { EscalationAct } from './proposal';
import type { EscalationEffect, OpenEscalation } from '../escalation/commands';
import { isEscalationAct } from '../escalation/acts';
import type { LinkedCase } from '../escalation/file';
import { completeCase } from './begin';
import { decideCase } from './decide';
import { evolveCase } from './evolve';
import type { LookupRequest } from '../lookup-request';
import type { CaseCommand, ProposalFields } from './commands';
import type { ReportCommand } from './commands/report';
import type { CaseDraft, CaseEvent } from './facts';
import { CASE_SHAPE, isEnded, type CaseFile } from './file';
import { officeId } from './able';
import { holderOf, subjectAddressee } from './owing';
import { settleCase } from './settle';
import { admitToCase } from './sight';
import { tellingsOfCase } from './tellings';

const addresseeOf = (file: CaseFile, context: Context, addressee: Addressee): { name: string; company: boolean } => {
  const id = addressee.slice(addressee.indexOf(':') + 1);
  const subject = file.subjects.find((candidate) => candidate.subjectId === id);
  if (subject) return { name: subject.name, company: subject.kind !== 'public-body' };
  return { name: context.directory.units[id]?.name ?? id, company: false };
};

/** Events that end a case or its cycle, and how it leaves its escalations for it (settled 6.4). */
const LEAVING: Partial<Record<CaseDraft['type'], 'case-closed' | 'case-void'>> = {
  closed: 'case-closed',
  archived: 'case-closed',
  voided: 'case-void',
  'lead-withdrawn': 'case-void',
};

const onEscalation = (escalationId: string, command: EscalationEffect | OpenEscalation): Effect => ({
  streamId: streamIdOf('escalation', escalationId),
  command,
});

/** Escalations that are not there yet, because rungs among these events open them. */
const openedBy = (drafts: CaseDraft[], { lookups }: Context): string[] =>
  drafts.flatMap((draft) => {
    if (draft.type !== 'rung-reached' || draft.body.escalationId === undefined) return [];
    const { act, addressee, escalationId } = draft.body;
    return isEscalationAct(act) && lookups.escalation(act, addressee).fresh ? [escalationId] : [];
  });

/**
 * Escalations that this case's rungs open, and those it leaves when it ends: in the same transaction (authority.md 4). One that
 * is open already it joins as the first thing that happens to it, so that many cases that are late at once join together.
 */
const effectsOfCase = (file: CaseFile, drafts: CaseDraft[], context: Context): Effect[] => {
  const opened = new Set<string>();
  const own: LinkedCase = { caseId: file.caseId, cycle: file.cycle, major: file.grade === 'major' };
  // What a later event of these opens hears nothing of this one: it begins with the case as it is then.
  const linkedAt = (at: number): string[] => {
    const ahead = openedBy(drafts.slice(at + 1), context);
    return context.lookups.linkedEscalations().filter((escalationId) => !ahead.includes(escalationId));
  };
  return drafts.flatMap((draft, at): Effect[] => {
    const leaving = LEAVING[draft.type];
    if (leaving !== undefined) {
      return linkedAt(at).map((escalationId) =>
        onEscalation(escalationId, { type: 'leave', caseId: file.caseId, why: leaving }),
      );
    }
    if (draft.type === 'graded' && draft.body.grade === 'major') {
      // What was proposed to L2 over a general hazard is L1's now (authority.md 1).
      return linkedAt(at).map((escalationId) => onEscalation(escalationId, { type: 'became-major' }));
    }
    if (draft.type === 'order-cancelled') {
      const why = { caseId: file.caseId, why: 'order-cancelled', addressee: subjectAddressee(file) } as const;
      return (draft.body.leaves ?? []).map((escalationId) => onEscalation(escalationId, { type: 'leave', ...why }));
    }
    if (draft.type === 'subject-corrected') {
      // What the village was to be talked to about is another's (settled 3.5).
      const wrong = draft.body.corrections.map(({ placeUnitId }) => `unit:${placeUnitId}`);
      return file.escalations
        .filter(({ addressee, cycle }) => cycle === file.cycle && wrong.includes(addressee))
        .map(({ escalationId }) =>
          onEscalation(escalationId, { type: 'leave', caseId: file.caseId, why: 'case-closed' }),
        );
    }
    if (draft.type !== 'rung-reached' || draft.body.escalationId === undefined) return [];
    const { act, escalationId, counted } = draft.body;
    const addressee = draft.body.addressee as Addressee;
    if (!isEscalationAct(act)) return [];
    const lookup = context.lookups.escalation(act, addressee);
    if (lookup.linked) return [];
    const why = counted ? 'counted' : 'rung';
    if (!lookup.fresh || opened.has(escalationId))
      return [{ ...onEscalation(escalationId, { type: 'join', cases: [own], why }), later: true }];
    const late = counted && lookup.unasked === undefined ? lateNow(context, addressee) : [];
    const cases = [own, ...late];
    opened.add(escalationId);
    return [onEscalation(escalationId, opening(file, context, { act, addressee, cases, why }))];
  });
};

const opening = (
  file: CaseFile,
  context: Context,
  {
    act,
    addressee,
    cases,
    why,
  }: { act: EscalationAct; addressee: Addressee; cases: LinkedCase[]; why: 'rung' | 'counted' },
): OpenEscalation => {
  const { name, company } = addresseeOf(file, context, addressee);
  // A unit's own lateness is taken up by the office; a subject's by the unit that holds the case.
  const host = why === 'counted' && addressee.startsWith('unit:') ? officeId(context) : holderOf(file, context);
  return {
    type: 'open',
    act,
    addressee,
    addresseeName: name,
    addresseeIsCompany: company,
    hostUnitId: host ?? '',
    byLadder: true,
    reason: why === 'counted' ? '期限内多起隐患逾期' : `隐患逾期：${file.title}`,
    cases,
    why,
  };
};

/** Subjects and uploads that a command names; a case that ends takes leave of its escalations. */
const foresees = (command: CaseOrder, { streamId }: { streamId: string }): LookupRequest[] => {
  const fields: ProposalFields = 'fields' in command ? command.fields : {};
  const subjectIds = [...('subjectIds' in command ? command.subjectIds : []), ...(fields.subjectIds ?? [])];
  const attachmentIds = [
    ...('attachmentIds' in command ? command.attachmentIds : []),
    ...('beforeAttachmentIds' in command ? [...command.beforeAttachmentIds, ...command.afterAttachmentIds] : []),
  ];
  return [
    ...(command.type === 'decide-proposal' ? [{ ask: 'linked', caseId: idOf(streamId) } as const] : []),
    ...[...new Set(subjectIds)].map((subjectId): LookupRequest => ({ ask: 'subject', subjectId })),
    ...[...new Set(attachmentIds)].map((id): LookupRequest => ({ ask: 'attachment', attachmentId: id, streamId })),
  ];
};

export type CaseOrder = CaseCommand | ReportCommand;

const inCycle = <T extends { cycle: number }>({ cycle }: CaseFile, all: T[]): T[] =>
  all.filter((one) => one.cycle === cycle);

/** One hazard: from the report to its archiving, over every relapse. */
export const caseModule: StreamModule<CaseFile, CaseOrder, CaseDraft, CaseEvent> = {
  kind: 'case',
  shape: CASE_SHAPE,
  workflow: 'hazardCase',
  hasQueue: false,
  // A report opens its case, so there is nothing that could be told of one.
  admit: (file, command, asking) =>
    file === null || command.type === 'report' ? null : admitToCase(file, command, asking),
  admitAsks: () => [],
  foresees,
  decide: decideCase,
  settle: settleCase,
  evolve: evolveCase,
  isEnded,
  timeline: (folded) => {
    // Asked of files of older shapes as well: a relay does not fold.
    const file = completeCase(folded);
    return timelineOf(file, {
      ended: isEnded(file),
      number: file.number,
      cycle: file.cycle,
      rungs: inCycle(file, file.rungsReached).map(({ clock, act }) => `${clock} ${act}`),
      escalationIds: inCycle(file, file.escalations).map(({ escalationId }) => escalationId),
    });
  },
  effects: effectsOfCase,
  tellings: tellingsOfCase,
};
