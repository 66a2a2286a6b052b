import { cancel } from '../deadlines';
import { lateNow } from '../ladder-count';
import type { Addressee } from '../stream';
import type { LinkedCase } from './file';
import { openCases } from './linked';
import { raiseForMajor } from './proposing';
import { isMajor, record, type Recording } from './recording';
import type { EscalationFactSlice } from './slice';

/** Why a case joins. */
export type JoiningWhy = 'rung' | 'counted' | 'named' | 'absence' | 'silence';

/** Why a case leaves: it has ended, or its lateness counts no more. */
export type LeavingWhy = 'case-closed' | 'case-void' | 'order-cancelled';

interface Join {
  type: 'join';
  cases: LinkedCase[];
  why: JoiningWhy;
}

interface Leave {
  type: 'leave';
  caseId: string;
  why: LeavingWhy;
  addressee?: Addressee;
}

/** What other streams do to an escalation; never sent by a person. */
export type EscalationEffect = Join | Leave | { type: 'became-major' };

export interface Facts {
  'case-joined': LinkedCase & { why: JoiningWhy };
  'case-left': { caseId: string; why: LeavingWhy };
}

/** What its cases do in it. */
export const joiningFacts: EscalationFactSlice<Facts> = {
  records: {
    'case-joined': (file, { body: { caseId, cycle, major } }) => ({ cases: [...file.cases, { caseId, cycle, major }] }),
    'case-left': (file, { body }) => ({ cases: file.cases.filter((linked) => linked.caseId !== body.caseId) }),
  },
};

/** True for what another stream does, of which nobody is the actor. */
export const isEffect = (command: { type: string }): command is EscalationEffect =>
  command.type === 'join' || command.type === 'leave' || command.type === 'became-major';

const keyOf = ({ caseId, cycle }: LinkedCase): string => `${caseId}:${String(cycle)}`;

/**
 * Cases join; with a counted one all that are late of the same addressee. Those that another escalation brings may have ended
 * since it did (settled 6.4); one that ends takes leave of what it joined by itself.
 */
const join = (recording: Recording, { cases, why }: Join): void => {
  const { file, context } = recording;
  const joining = why === 'absence' || why === 'silence' ? openCases(context, cases) : cases;
  const others = why === 'counted' ? lateNow(context, file.addressee) : [];
  const known = new Set(file.cases.map(keyOf));
  for (const linked of [...joining, ...others]) {
    if (known.has(keyOf(linked))) continue;
    known.add(keyOf(linked));
    record(recording, 'case-joined', { ...linked, why });
  }
  if (isMajor(recording.file)) raiseForMajor(recording);
};

const withdrawFor = (recording: Recording, why: LeavingWhy): void => {
  const proposal = recording.file.proposals[0];
  if (proposal) record(recording, 'proposal-withdrawn', { proposalId: proposal.proposalId, reason: why });
  record(recording, 'withdrawn', { why, ...cancel(recording.file.deadlines, why) });
};

/**
 * An ended case leaves an undecided one; the last to leave withdraws it (settled 6.4). It stays in what is decided; but where
 * none of its cases was there at all, nobody is talked to or criticised over them (settled 1.1). What has been held runs on.
 * The lateness under a cancelled order leaves whatever came of it, so that the next one has rungs of its own.
 */
const leave = (recording: Recording, { caseId, why, addressee }: Leave): void => {
  const { file, context } = recording;
  // Only whoever is not late any more is spared.
  if (addressee !== undefined && addressee !== file.addressee) return;
  if (!file.cases.some((linked) => linked.caseId === caseId)) return;
  const isOpen = file.status === 'proposed';
  if (isOpen || why === 'order-cancelled') {
    record(recording, 'case-left', { caseId, why });
    if (isOpen && recording.file.cases.length === 0) withdrawFor(recording, why);
    return;
  }
  const isUntrue = (id: string): boolean => id === caseId || context.lookups.caseNow(id)?.status === 'void';
  if (file.status === 'approved' && why === 'case-void' && file.cases.every((linked) => isUntrue(linked.caseId)))
    withdrawFor(recording, why);
};

/** What another stream does is recorded; it is refused nothing. */
export const recordEffect = (recording: Recording, command: EscalationEffect): void => {
  switch (command.type) {
    case 'join':
      join(recording, command);
      return;
    case 'leave':
      leave(recording, command);
      return;
    case 'became-major':
      raiseForMajor(recording);
  }
};
