import { extname } from 'node:path';
import { showsProtection, type Sight } from '../../domain/case/sight';
import type { AttachmentRow } from '../../entities/place.entity';
import type { EventRow } from '../../entities/stream.entity';
import type { CaseEventAnswer } from '../answers/event';
import type { EvidenceAnswer } from '../answers/evidence';
import { presentEvent } from './event';

type Shown = Record<string, unknown>;

/** What the side that rectifies is not shown: each of them leads to who reported (settled 6.2). */
const LEADS_TO_REPORTER = ['source', 'protectedSource', 'externalId'];

/** What somebody is shown who only reported it: what he wrote himself, and its state (roles.md "RP"). */
const OF_THE_REPORT = [
  'caseId',
  'number',
  'townId',
  'status',
  'version',
  'title',
  'description',
  'source',
  'hazardType',
  'foundAt',
  'reportedAt',
  'siteId',
  'place',
  'address',
  'campaignIds',
  'externalId',
  'refersTo',
  'protectedSource',
  'openedAt',
  'updatedAt',
  'closedAt',
  'clockService',
  'asOf',
];

/** The overlays of a case, with the one that says that its source is protected, where that is shown (settled 6.2). */
export const overlaysSeen = (
  { overlays, protectedSource }: { overlays: readonly string[]; protectedSource: boolean },
  sight: Sight,
): string[] => [...overlays, ...(protectedSource && showsProtection(sight) ? ['protected-source'] : [])];

const without = (shown: object, fields: readonly string[]): Shown =>
  Object.fromEntries(Object.entries(shown).filter(([field]) => !fields.includes(field)));
const only = (shown: object, fields: readonly string[]): Shown =>
  Object.fromEntries(Object.entries(shown).filter(([field]) => fields.includes(field)));

/** A case, or a line of it in a list, as far as somebody sees it. */
export const asSeen = (shown: object, sight: Sight): object => {
  if (sight === 'whole') return shown;
  return sight === 'subject' ? without(shown, LEADS_TO_REPORTER) : only(shown, OF_THE_REPORT);
};

/** The buttons of who only reported it: taking it back. */
export const commandsSeen = <C extends { command: string }>(commands: C[], sight: Sight): C[] =>
  sight === 'reporter' ? commands.filter(({ command }) => command === 'withdraw-lead') : commands;

/** Events that say how far a case has come, told to its reporter by type and time alone. */
export const OF_THE_STATE = [
  'reported',
  'verified',
  'voided',
  'lead-withdrawn',
  'graded',
  'assigned',
  'notice-served',
  'rectification-started',
  'recheck-requested',
  'recheck-started',
  'recheck-passed',
  'recheck-failed',
  'closed',
  'relapse-confirmed',
  'archived',
];

const BY_THE_REPORTER = ['reported', 'lead-withdrawn'];

/** An event as far as somebody sees it. Without its hash where something is left out: it could be guessed by that. */
export const eventAsSeen =
  (sight: Sight) =>
  (event: EventRow): CaseEventAnswer => {
    if (sight === 'reporter') return { seq: event.seq, type: event.type, at: event.at };
    if (sight === 'whole' || !BY_THE_REPORTER.includes(event.type)) return presentEvent(event);
    const { seq, type, at, body } = event;
    return { seq, type, at, actor: { kind: 'person' }, body: without(body, LEADS_TO_REPORTER) };
  };

const isSealed = (row: AttachmentRow, ofReport: readonly string[], sight: Sight): boolean =>
  sight === 'subject' && ofReport.includes(row.attachmentId);

/** The name of an upload: that of a photo of the report is its sender's, and not for the side that rectifies. */
export const fileNameSeen = (row: AttachmentRow, ofReport: readonly string[], sight: Sight): string =>
  isSealed(row, ofReport, sight) ? `现场材料${extname(row.fileName)}` : row.fileName;

/** When it was taken as its sender claims; a claim that cannot be is shown as one. */
const claimedOf = ({
  capturedAt,
  uploadedAt,
}: AttachmentRow): Pick<EvidenceAnswer, 'capturedAt' | 'capturedAfterUpload'> => {
  if (capturedAt === null) return {};
  return capturedAt > uploadedAt ? { capturedAt, capturedAfterUpload: true } : { capturedAt };
};

/** An upload in the list of a case. */
export const attachmentAsSeen =
  (ofReport: readonly string[], sight: Sight) =>
  (row: AttachmentRow): EvidenceAnswer => ({
    attachmentId: row.attachmentId,
    sha256: row.sha256,
    ...(isSealed(row, ofReport, sight) ? {} : { originalSha256: row.originalSha256 ?? row.sha256 }),
    size: row.size,
    mediaType: row.mediaType,
    fileName: fileNameSeen(row, ofReport, sight),
    uploadedAt: row.uploadedAt,
    ...(isSealed(row, ofReport, sight) ? {} : claimedOf(row)),
  });

/** Whether somebody may see this upload of a case: who only reported it sees the photos of the report. */
export const isSeen = ({ attachmentId }: AttachmentRow, ofReport: readonly string[], sight: Sight): boolean =>
  sight !== 'reporter' || ofReport.includes(attachmentId);
