import { adviceRefusal } from '../advice';
import type { EscalationAct } from '../case/proposal';
import type { Context } from '../context';
import { MAY_ESCALATE } from '../people/authority';
import { grantedPosts, refuse, refuseField, signAs, townStake } from '../people/permit';
import { SYSTEM, type Addressee, type Refusal, type Signer } from '../stream';
import type { Settled } from '../stream-module';
import { ACTS } from './acts';
import { admitToOpening } from './admit';
import { approve } from './approving';
import { othersCaseRefusal } from './concerned';
import { evolveEscalation } from './evolve';
import type { EscalationDraft } from './facts';
import type { EscalationFile, LinkedCase } from './file';
import { hostFor } from './host';
import type { JoiningWhy } from './joining';
import { hasEnded } from './linked';
import { propose } from './proposing';
import { protectedRefusal } from './protection';
import { placed, record } from './recording';
import { recordingOn } from './recording-on';

/** Opens an escalation: by a person through `propose`, by a ladder through an effect of a case's settling. */
export interface OpenEscalation {
  type: 'open';
  act: EscalationAct;
  addressee: Addressee;
  addresseeName: string;
  addresseeIsCompany: boolean;
  hostUnitId: string;
  byLadder: boolean;
  reason: string;
  cases: LinkedCase[];
  why: JoiningWhy;
}

const personalRefusal = (command: OpenEscalation, context: Context): Refusal | Signer => {
  const refusal = admitToOpening(context);
  if (refusal) return refusal;
  const post = grantedPosts(MAY_ESCALATE, context, townStake(context.directory.townId))[0];
  if (command.cases.length === 0) return refuseField('cases-missing', '请至少关联一起隐患。', '/caseIds');
  return (
    protectedRefusal(context, command) ??
    adviceRefusal(context, { '/reason': command.reason }) ??
    endedRefusal(command, context) ??
    othersCaseRefusal(command, context) ??
    signAs(context, post)
  );
};

/** Ended cases join no escalation (settled 6.4), and a case of another town none of this one. */
const endedRefusal = ({ cases }: OpenEscalation, context: Context): Refusal | null => {
  for (const [index, { caseId }] of cases.entries()) {
    const pointer = `/caseIds/${String(index)}`;
    const fact = context.lookups.caseNow(caseId);
    if (fact?.townId !== context.directory.townId) return refuseField('case-unknown', '没有这一隐患。', pointer);
    if (hasEnded(fact))
      return refuse('illegal-transition', 'case-ended', '该隐患已销号、归档或认定不属实，不能再关联。', [], pointer);
  }
  return null;
};

/** The cases as they stand when somebody names them; a ladder says itself what it links. */
const linkedNow = ({ cases, byLadder }: OpenEscalation, context: Context): LinkedCase[] =>
  byLadder
    ? cases
    : cases.map((linked) => {
        const fact = context.lookups.caseNow(linked.caseId);
        return fact ? { caseId: linked.caseId, cycle: fact.cycle, major: fact.major } : linked;
      });

/** Opens an escalation with its cases. A ladder's 督办 needs no decision; everything else is a proposal. */
export const openEscalation = (
  command: OpenEscalation,
  context: Context,
): Settled<EscalationFile, EscalationDraft> | Refusal => {
  const signer = command.byLadder ? SYSTEM : personalRefusal(command, context);
  if ('code' in signer) return signer;
  const { act, addressee, addresseeName, addresseeIsCompany, byLadder, reason } = command;
  const hostUnitId = hostFor(context, command.hostUnitId, addressee);
  const opening: EscalationDraft = {
    type: 'escalation-opened',
    signer,
    cause: 'command',
    body: {
      townId: context.directory.townId,
      policy: { packId: context.policy.packId, version: context.policy.version },
      act,
      addressee,
      addresseeName,
      addresseeIsCompany,
      hostUnitId,
      byLadder,
      reason,
    },
  };
  const recording = recordingOn(evolveEscalation(null, placed(null, opening, context)), context, signer);
  recording.drafts.push(opening);
  for (const linked of linkedNow(command, context)) record(recording, 'case-joined', { ...linked, why: command.why });
  if (byLadder && ACTS[act].ladderDecides === true) approve(recording);
  else propose(recording, reason);
  return { drafts: recording.drafts, file: recording.file };
};
