import type { Context } from '../context';
import { townStake, type Stake } from '../people/permit';
import { withReminders } from '../reminding';
import { inVersion } from '../slices';
import type { DeadlineChanges, Signer } from '../stream';
import type { EscalationDraft, EscalationEvent, EscalationEventType, EscalationFacts } from './facts';
import type { EscalationFile } from './file';

/** One decision on an escalation in the making. */
export interface Recording {
  readonly context: Context;
  readonly drafts: EscalationDraft[];
  /** In which version events of a type are written; undefined for 1. */
  readonly versionOf: (type: string) => number | undefined;
  /** How an event folds into a file. */
  readonly fold: (file: EscalationFile, event: EscalationEvent) => EscalationFile;
  file: EscalationFile;
  signer: Signer;
  cause: string;
}

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
  const version = inVersion(recording.versionOf(type));
  const draftOf = (changes: DeadlineChanges): EscalationDraft =>
    ({
      type,
      ...version,
      body: { ...body, ...changes },
      signer: recording.signer,
      cause: recording.cause,
    }) as unknown as EscalationDraft;
  const fold = (draft: EscalationDraft): EscalationFile =>
    recording.fold(recording.file, placed(recording.file, draft, recording.context));
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
