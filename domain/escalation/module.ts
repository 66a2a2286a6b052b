import type { Context } from '../context';
import { tellingsOfEscalation } from '../people/telling';
import { timelineOf } from '../timeline';
import type { LookupRequest } from '../lookup-request';
import { streamIdOf, type Effect, type StreamModule } from '../stream-module';
import { admitToEscalation, admitToOpening } from './admit';
import { isEffect, type EscalationCommand, type EscalationEffect, type OpenEscalation } from './commands';
import { decideEscalation } from './decide';
import { completeEscalation, evolveEscalation } from './evolve';
import type { EscalationDraft, EscalationEvent } from './facts';
import { ESCALATION_SHAPE, isEscalationEnded, type EscalationFile } from './file';
import { openCases } from './linked';
import { settleEscalation } from './settle';

export type EscalationOrder = EscalationCommand | EscalationEffect | OpenEscalation;
type Module = StreamModule<EscalationFile, EscalationOrder, EscalationDraft, EscalationEvent>;

/** What another stream does is nobody's act; a ladder opens without being asked. */
const admit: Module['admit'] = (file, command, asking) => {
  if (command.type === 'open') return command.byLadder ? null : admitToOpening(asking);
  if (file === null || isEffect(command)) return null;
  return admitToEscalation(file, command, asking);
};

/**
 * What the events of an escalation do to others: absence or silence opens or joins the circular over what is still open of
 * its cases, and an interview that has ended lets go of the cases whose archiving waited for it.
 */
const effectsOfEscalation = (file: EscalationFile, drafts: EscalationDraft[], context: Context): Effect[] =>
  drafts.flatMap((draft): Effect[] => {
    if (file.act === 'interview' && (draft.type === 'completed' || draft.type === 'withdrawn'))
      return [...new Set(file.cases.map(({ caseId }) => caseId))].map((caseId) => ({
        streamId: streamIdOf('case', caseId),
        later: true,
      }));
    if (draft.type !== 'rung-reached' || draft.body.act !== 'circular' || draft.body.escalationId === undefined)
      return [];
    const { escalationId, clock } = draft.body;
    const why = clock === 'interview-held' ? 'absence' : 'silence';
    const streamId = streamIdOf('escalation', escalationId);
    const cases = openCases(context, file.cases);
    if (!context.lookups.escalation('circular', file.addressee).fresh)
      return [{ streamId, command: { type: 'join', cases, why } as EscalationOrder }];
    const { addressee, addresseeName, addresseeIsCompany, hostUnitId } = file;
    const party = { addressee, addresseeName, addresseeIsCompany, hostUnitId };
    const reason = why === 'absence' ? '约谈缺席' : '约谈后未按期报告';
    const opening: EscalationOrder = { type: 'open', act: 'circular', ...party, byLadder: true, reason, cases, why };
    return [{ streamId, command: opening }];
  });

/** One 督办, 约谈 or 通报 over however many late cases. */
export const escalationModule: Module = {
  kind: 'escalation',
  shape: ESCALATION_SHAPE,
  workflow: 'escalation',
  admit,
  // Who reports for whom was talked to is known by its cases alone.
  admitAsks: (file, command) =>
    command.type !== 'file-interview-report' || file === null
      ? []
      : [...new Set(file.cases.map(({ caseId }) => caseId))].map((caseId) => ({
          ask: 'case-file',
          caseId,
          townId: file.townId,
        })),
  foresees: (command, { streamId, townId }) => [
    ...(command.type === 'open' && townId !== null
      ? [{ ask: 'links', caseId: null, townId, act: command.act, addressee: command.addressee } as const]
      : []),
    ...('attachmentIds' in command
      ? [...new Set(command.attachmentIds)].map((attachmentId): LookupRequest => ({
          ask: 'attachment',
          attachmentId,
          streamId,
        }))
      : []),
  ],
  decide: decideEscalation,
  settle: settleEscalation,
  evolve: evolveEscalation,
  isEnded: isEscalationEnded,
  timeline: (file) =>
    timelineOf(file, {
      ended: isEscalationEnded(file),
      // Asked of files of older shapes as well: a relay does not fold.
      number: completeEscalation(file).papers.at(-1)?.number ?? null,
      escalationIds: [file.escalationId],
    }),
  effects: effectsOfEscalation,
  tellings: tellingsOfEscalation,
};
