import type { Context } from '../context';
import type { Effect, EscalationRules } from '../rules';
import { admitToEscalation, admitToOpening } from './admit';
import { isEffect } from './commands';
import { decideEscalation } from './decide';
import { evolveEscalation } from './evolve';
import type { EscalationDraft } from './facts';
import type { EscalationFile } from './file';
import { openCases } from './linked';
import { settleEscalation } from './settle';

/** What another stream does is nobody's act; a ladder opens without being asked. */
const admit: EscalationRules['admit'] = (file, command, asking) => {
  if (command.type === 'open') return command.byLadder ? null : admitToOpening(asking);
  if (file === null || isEffect(command)) return null;
  return admitToEscalation(file, command, asking);
};

export const escalationRules: EscalationRules = {
  admit,
  decide: decideEscalation,
  settle: settleEscalation,
  evolve: evolveEscalation,
};

/**
 * What the events of an escalation do to others: absence or silence opens or joins the circular over what is still open of
 * its cases, and an interview that has ended lets go of the cases whose archiving waited for it.
 */
export const effectsOfEscalation = (file: EscalationFile, drafts: EscalationDraft[], context: Context): Effect[] =>
  drafts.flatMap((draft): Effect[] => {
    if (file.act === 'interview' && (draft.type === 'completed' || draft.type === 'withdrawn'))
      return [...new Set(file.cases.map(({ caseId }) => caseId))].map((caseId) => ({ caseId }));
    if (draft.type !== 'rung-reached' || draft.body.act !== 'circular' || draft.body.escalationId === undefined)
      return [];
    const { escalationId, clock } = draft.body;
    const why = clock === 'interview-held' ? 'absence' : 'silence';
    const cases = openCases(context, file.cases);
    if (!context.lookups.escalation('circular', file.addressee).fresh) {
      return [{ escalationId, command: { type: 'join', cases, why } }];
    }
    const { addressee, addresseeName, addresseeIsCompany, hostUnitId } = file;
    const reason = why === 'absence' ? '约谈缺席' : '约谈后未按期报告';
    return [
      {
        escalationId,
        command: {
          type: 'open',
          act: 'circular',
          addressee,
          addresseeName,
          addresseeIsCompany,
          hostUnitId,
          byLadder: true,
          reason,
          cases,
          why,
        },
      },
    ];
  });
