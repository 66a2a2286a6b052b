import { plusMs } from '../../domain/clock/instant';
import { AttachmentRow } from '../../entities/place.entity';
import { EventRow } from '../../entities/stream.entity';
import type { AppDeps } from '../deps';
import { notFound } from '../problem';
import { mayReadStream } from './files';
import type { Viewer } from './viewer';

/** Events that carry evidence. */
const EVIDENCE_EVENTS = [
  'reported',
  'plan-filed',
  'progress-reported',
  'recheck-requested',
  'recheck-passed',
  'recheck-failed',
  'fixed-on-the-spot',
  'control-lifted',
  'watch-visited',
  'report-up-recorded',
  'proposal-opened',
  'co-sign-asked',
  'minutes-filed',
  'interview-report-filed',
];

/** Evidence is named soon after its upload; the bound keeps the search on a short stretch of the index. */
const namedWithinMs = 90 * 86_400_000;

const streamsNaming = async (deps: AppDeps, row: AttachmentRow): Promise<string[]> => {
  const found = await deps.db
    .getRepository(EventRow)
    .createQueryBuilder('e')
    .select('e.streamId', 'streamId')
    .distinct(true)
    .where('e.type IN (:...types)', { types: EVIDENCE_EVENTS })
    .andWhere('e.at >= :from AND e.at <= :to', { from: row.uploadedAt, to: plusMs(row.uploadedAt, namedWithinMs) })
    .andWhere('e.body LIKE :like', { like: `%"${row.attachmentId}"%` })
    .limit(50)
    .getRawMany<{ streamId: string }>();
  return found.map(({ streamId }) => streamId);
};

/** An upload that the viewer made, or that a case or escalation names which he may read; otherwise it does not exist. */
export const readableAttachment = async (
  deps: AppDeps,
  viewer: Viewer,
  attachmentId: string,
): Promise<AttachmentRow> => {
  const row = await deps.db.getRepository(AttachmentRow).findOneBy({ attachmentId });
  if (row === null || !viewer.townIds.includes(row.townId)) throw notFound();
  if (row.uploadedBy === viewer.personId) return row;
  for (const streamId of await streamsNaming(deps, row)) if (await mayReadStream(deps, viewer, streamId)) return row;
  throw notFound();
};
