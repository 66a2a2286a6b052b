import { AttachmentRow, AttachmentUseRow } from '../../entities/place.entity';
import type { AppDeps } from '../deps';
import { notFound } from '../problem';
import { mayReadStream } from './files';
import type { Viewer } from './viewer';

/** An upload that the viewer made, or that a case or escalation names which he may read; otherwise it does not exist. */
export const readableAttachment = async (
  deps: AppDeps,
  viewer: Viewer,
  attachmentId: string,
): Promise<AttachmentRow> => {
  const row = await deps.db.getRepository(AttachmentRow).findOneBy({ attachmentId });
  if (row === null || !viewer.townIds.includes(row.townId)) throw notFound();
  if (row.uploadedBy === viewer.personId) return row;
  const uses = await deps.db.getRepository(AttachmentUseRow).find({ where: { attachmentId }, take: 50 });
  for (const { streamId } of uses) if (await mayReadStream(deps, viewer, streamId)) return row;
  throw notFound();
};
