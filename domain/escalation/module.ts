import type { Context } from '../context';
import { timelineOf } from '../timeline';
import type { LookupRequest } from '../lookup-request';
import { streamIdOf, type Effect, type StreamModule } from '../stream-module';
import { ACTS } from './acts';
import { admitToEscalation, admitToOpening } from './admit';
import { completeEscalation } from './begin';
import { COMMANDS, isDirect, type EscalationCommand } from './commands';
import { decideEscalation } from './decide';
import { evolveEscalation } from './evolve';
import type { EscalationDraft, EscalationEvent } from './facts';
import { ESCALATION_SHAPE, isEscalationEnded, type EscalationFile } from './file';
import { isEffect, type EscalationEffect } from './joining';
import type { OpenEscalation } from './open';
import { openedOneRungUp } from './rung-up';
import { settleEscalation } from './settle';
import { tellingsOfEscalation } from './tellings';

export type EscalationOrder = EscalationCommand | EscalationEffect | OpenEscalation;
type Module = StreamModule<EscalationFile, EscalationOrder, EscalationDraft, EscalationEvent>;

/** What another stream does is nobody's act; a ladder opens without being asked. */
const admit: Module['admit'] = (file, command, asking) => {
  if (command.type === 'open') return command.byLadder ? null : admitToOpening(asking);
  if (file === null || isEffect(command)) return null;
  return admitToEscalation(file, command, asking);
};

const caseIdsOf = ({ cases }: EscalationFile): string[] => [...new Set(cases.map(({ caseId }) => caseId))];

/**
 * What the events of an escalation do to others: absence or silence opens or joins the circular over what is still open of
 * its cases, and an interview that has ended lets go of the cases whose archiving waited for it.
 */
const effectsOfEscalation = (file: EscalationFile, drafts: EscalationDraft[], context: Context): Effect[] =>
  drafts.flatMap((draft): Effect[] =>
    ACTS[file.act].holdsArchiving === true && (draft.type === 'completed' || draft.type === 'withdrawn')
      ? caseIdsOf(file).map((caseId) => ({ streamId: streamIdOf('case', caseId), later: true }))
      : openedOneRungUp(file, draft, context),
  );

/** One 督办, 约谈 or 通报 over however many late cases. */
export const escalationModule: Module = {
  kind: 'escalation',
  shape: ESCALATION_SHAPE,
  workflow: 'escalation',
  hasQueue: true,
  admit,
  admitAsks: (file, { type }) =>
    file === null || !isDirect(type) || COMMANDS[type].byCases === undefined
      ? []
      : caseIdsOf(file).map((caseId) => ({ ask: 'case-file', caseId, townId: file.townId })),
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
