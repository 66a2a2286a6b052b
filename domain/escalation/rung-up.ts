import type { Context } from '../context';
import { streamIdOf, type Effect } from '../stream-module';
import { ACTS } from './acts';
import type { EscalationDraft } from './facts';
import type { EscalationFile } from './file';
import type { EscalationEffect } from './joining';
import { openCases } from './linked';
import type { OpenEscalation } from './open';
import { isProtected } from './protection';
import { record, type Recording } from './recording';

/**
 * Absence or silence goes one rung up: a circular about the same addressee over those of the cases that are still open;
 * none over a protected person, and none where every case has ended (settled 6.2, 6.4).
 */
export const oneRungUp = (recording: Recording, clock: 'interview-held' | 'interview-report'): void => {
  const { context, file } = recording;
  const act = ACTS[file.act].afterSilence;
  if (act === undefined) return;
  if (isProtected(context, act, file.addressee) || openCases(context, file.cases).length === 0) return;
  const { escalationId } = context.lookups.escalation(act, file.addressee);
  record(recording, 'rung-reached', { act, clock, level: 1, addressee: file.addressee, escalationId });
};

/** That rung opens or joins the circular over what is still open of its cases. */
export const openedOneRungUp = (file: EscalationFile, draft: EscalationDraft, context: Context): Effect[] => {
  const act = ACTS[file.act].afterSilence;
  if (act === undefined || draft.type !== 'rung-reached') return [];
  const { escalationId, clock } = draft.body;
  if (draft.body.act !== act || escalationId === undefined) return [];
  const why = clock === 'interview-held' ? 'absence' : 'silence';
  const streamId = streamIdOf('escalation', escalationId);
  const cases = openCases(context, file.cases);
  if (!context.lookups.escalation(act, file.addressee).fresh) {
    const joining: EscalationEffect = { type: 'join', cases, why };
    return [{ streamId, command: joining, later: true }];
  }
  const { addressee, addresseeName, addresseeIsCompany, hostUnitId } = file;
  const party = { addressee, addresseeName, addresseeIsCompany, hostUnitId };
  const reason = why === 'absence' ? '约谈缺席' : '约谈后未按期报告';
  const opening: OpenEscalation = { type: 'open', act, ...party, byLadder: true, reason, cases, why };
  return [{ streamId, command: opening }];
};
