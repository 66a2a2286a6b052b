import { arm, type Arming } from '../arming';
import type { Context } from '../context';
import { townStake, type Stake } from '../people/permit';
import type { Addressee, Arm, ClockName, DeadlineChanges, Signer } from '../stream';
import { withReminders } from '../reminding';
import { evolveEscalation } from './evolve';
import type { EscalationDraft, EscalationEventType, EscalationFacts } from './facts';
import type { EscalationFile } from './file';

/** One decision on an escalation in the making. */
export interface Recording {
  readonly context: Context;
  readonly drafts: EscalationDraft[];
  file: EscalationFile;
  signer: Signer;
  cause: string;
}

export const recordingOn = (file: EscalationFile, context: Context, signer: Signer, cause = 'command'): Recording => ({
  context,
  drafts: [],
  file,
  signer,
  cause,
});

/** A draft with the place it will get, for folding before the door has appended it. */
export const placed = (file: EscalationFile | null, draft: EscalationDraft, context: Context) => ({
  ...draft,
  streamId: context.streamId,
  seq: (file?.version ?? 0) + 1,
  at: context.now,
  actor: draft.signer,
});

/** Records one event: the draft goes out, the file moves on; what stays owed gets its next reminder (settled 2). */
export const record = <T extends EscalationEventType>(
  recording: Recording,
  type: T,
  body: EscalationFacts[T] & DeadlineChanges,
): void => {
  const draftOf = (changes: DeadlineChanges): EscalationDraft =>
    ({
      type,
      body: { ...body, ...changes },
      signer: recording.signer,
      cause: recording.cause,
    }) as unknown as EscalationDraft;
  const fold = (draft: EscalationDraft): EscalationFile =>
    evolveEscalation(recording.file, placed(recording.file, draft, recording.context));
  const { draft, file } = withReminders(recording.file.deadlines, body, draftOf, fold, recording.context);
  recording.drafts.push(draft);
  recording.file = file;
};

/** True when any linked case is 重大. */
export const isMajor = (file: EscalationFile): boolean => file.cases.some((linked) => linked.major);

/** What permissions on this escalation are measured against. */
export const stakeOf = (file: EscalationFile): Stake => ({
  ...townStake(file.townId),
  hostUnitId: file.hostUnitId,
  addressee: file.addressee,
});

/** Arms a clock of this escalation; the hosting unit's own lateness climbs the unit ladder. */
export const armFor = (
  recording: Recording,
  clock: ClockName,
  addressee: Addressee,
  more: Partial<Pick<Arming, 'ref' | 'facts' | 'instead' | 'from'>> = {},
): Arm[] =>
  arm(recording.context, {
    clock,
    cycle: 1,
    n: (recording.file.armings[`${clock}:1`] ?? 0) + 1,
    from: more.from ?? recording.context.now,
    facts: { grade: isMajor(recording.file) ? 'major' : 'general', ...more.facts },
    addressee,
    ...(more.ref === undefined ? {} : { ref: more.ref }),
    ...(more.instead === undefined ? {} : { instead: more.instead }),
    ...(clock === 'interview-held'
      ? { ladder: { addressee: 'government-unit' as const, drop: 0, climbed: [], done: [], provided: false } }
      : {}),
  });
