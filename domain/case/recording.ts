import type { Context } from '../context';
import { printedNumber, type DeadlineChanges, type NumberIssue, type PaperIssue, type Signer } from '../stream';
import { yearOf, civilDateOf } from '../clock/civil';
import type { Actor } from '../people/directory';
import type { Stake } from '../people/permit';
import { hazardTypeOf, type Facts } from '../policy/clocks';
import { withReminders } from '../reminding';
import { inVersion } from '../slices';
import type { Addressed, CaseDraft, CaseEvent, CaseEventType, CaseFacts } from './facts';
import type { CaseFile } from './file';
import { subjectVillages } from './villages';

/** One decision in the making: what it has recorded so far and the file as these events leave it. */
export interface Recording {
  readonly context: Context;
  readonly drafts: CaseDraft[];
  /** In which version events of a type are written; undefined for 1. */
  readonly versionOf: (type: string) => number | undefined;
  /** How an event folds into a file. */
  readonly fold: (file: CaseFile, event: CaseEvent) => CaseFile;
  file: CaseFile;
  signer: Signer;
  cause: string;
  /** The second person, once he has confirmed: how he signs, and as whom he is checked. */
  coActor?: { signer: Signer; actor: Actor };
}

/**
 * Records one event: the draft goes out, the file moves on. `by` signs in place of the recording's signer. Whatever the event
 * leaves owed without a step ahead of it gets its next reminder here (settled 2).
 */
export const record = <T extends CaseEventType>(
  recording: Recording,
  type: T,
  body: CaseFacts[T] & DeadlineChanges,
  by: Signer = recording.signer,
): void => {
  const version = inVersion(recording.versionOf(type));
  const draftOf = (changes: DeadlineChanges): CaseDraft =>
    ({ type, ...version, body: { ...body, ...changes }, signer: by, cause: recording.cause }) as unknown as CaseDraft;
  const fold = (draft: CaseDraft): CaseFile =>
    recording.fold(recording.file, placed(recording.file, draft, recording.context));
  const { draft, file } = withReminders(recording.file.deadlines, body, draftOf, fold, recording.context);
  recording.drafts.push(draft);
  recording.file = file;
};

/** A draft with the place it will get, for folding before the door has appended it. */
export const placed = (file: CaseFile | null, draft: CaseDraft, context: Context) => ({
  ...draft,
  streamId: context.streamId,
  seq: (file?.version ?? 0) + 1,
  at: context.now,
  actor: draft.signer,
});

/** The facts that rows of the pack are matched against. */
export const factsOf = (file: CaseFile, context: Context): Facts => ({
  grade: file.grade ?? 'general',
  domain: file.domain ?? hazardTypeOf(context.policy, file.hazardType)?.domain ?? null,
  tags: hazardTypeOf(context.policy, file.hazardType)?.tags ?? [],
});

/** Whom a paper of this case is addressed to, as it is written on it. */
export const addresseesOf = ({ subjects }: CaseFile): Addressed[] =>
  subjects.map(({ subjectId, name }) => ({ subjectId, name }));

/** What permissions on this case are measured against. */
export const stakeOf = (file: CaseFile): Stake => ({
  townId: file.townId,
  domain: file.domain ?? file.reportedDomain,
  subjectIds: file.subjects.map((subject) => subject.subjectId),
  subjectUnitIds: file.subjects.flatMap((subject) => (subject.unitId === null ? [] : [subject.unitId])),
  villageUnitId: file.villageUnitId,
  subjectVillageUnitIds: subjectVillages(file),
  responsibleUnitId: file.responsibleUnitId,
  leadUnitId: file.leadUnitId,
  issuingUnitIds: file.papers.map((paper) => paper.byUnitId ?? paper.issuerUnitId),
});

/** The n that the next arming of a clock gets in this cycle. */
export const nextN = (file: CaseFile, clock: string): number =>
  (file.armings[`${clock}:${String(file.cycle)}`] ?? 0) + 1;

/** An id that belongs to this stream and the event about to be recorded. */
export const idFor = (recording: Recording, kind: 'p' | 'd' | 'a'): string =>
  `${recording.file.caseId}-${kind}${String(recording.file.version + 1)}`;

/** A paper to be numbered in the issuing transaction: issuer code, type word and year of the business date. */
export const paperOf = (context: Context, documentId: string, paperType: string, issuerUnitId: string): PaperIssue => {
  const row = context.policy.papers.find((paper) => paper.type === paperType);
  const unit = context.directory.units[issuerUnitId];
  const year = String(yearOf(civilDateOf(context.now)));
  const code = unit?.issuerCode ?? unit?.name ?? issuerUnitId;
  const word = row?.typeWord ?? paperType;
  return {
    documentId,
    type: paperType,
    title: row?.title ?? paperType,
    issuerUnitId,
    ...numbered(context, `paper:${context.directory.townId}:${code}:${word}:${year}`, `${code}${word}〔${year}〕{n}号`),
  };
};

/** A number of a scope, printed in its format. */
export const numbered = ({ lookups }: Context, scope: string, format: string): NumberIssue => {
  const n = lookups.nextNumber(scope);
  return { scope, format, n, number: printedNumber(format, n) };
};
