import { DeadlineRow, DecisionRow, PaperRow, ProposalRow } from '../entities/ledger.entity';
import { AttachmentUseRow } from '../entities/place.entity';
import { viewsOf, type Projection, type View } from './projection';
import type { SealedStream } from './seal-streams';
import type { Statement } from './sql';
import { caseProjection } from './write-case';
import { deadlineRows } from './write-deadlines';
import { escalationProjection } from './write-escalation';
import { evidenceRows } from './write-evidence';
import { paperRows } from './write-papers';
import { proposalRows } from './write-proposals';

export const PROJECTIONS: readonly Projection[] = [caseProjection, escalationProjection];

/** Views that every kind of stream has. */
export const COMMON_VIEWS: readonly View[] = viewsOf(
  [DeadlineRow, ProposalRow, DecisionRow, PaperRow, AttachmentUseRow],
  'streamId',
  'stream',
);

/** A kind that is listed nowhere has the common views alone. */
const projectionOf = (kind: string): Projection | undefined => PROJECTIONS.find((one) => one.kind === kind);

/** The views of one kind. */
export const viewsOfKind = (kind: string): readonly View[] => [...(projectionOf(kind)?.views ?? []), ...COMMON_VIEWS];

/** Every row that follows from the events of a stream. */
export const viewRows = (stream: SealedStream): Statement[] => [
  ...(projectionOf(stream.kind)?.rows(stream) ?? []),
  ...deadlineRows(stream.envelopes),
  ...proposalRows(stream),
  ...paperRows(stream),
  ...evidenceRows(stream),
];
