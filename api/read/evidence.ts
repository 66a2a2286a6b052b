import { In } from 'typeorm';
import { AttachmentRow, AttachmentUseRow } from '../../entities/place.entity';
import type { AppDeps } from '../deps';

const mostIds = 500;

/** The uploads that the events of a stream name, in the order in which they were made. */
export const evidenceIn = async (deps: AppDeps, streamId: string): Promise<AttachmentRow[]> => {
  const uses = await deps.db.getRepository(AttachmentUseRow).findBy({ streamId });
  const ids = uses.map(({ attachmentId }) => attachmentId).toSorted();
  const rows: AttachmentRow[] = [];
  for (let from = 0; from < ids.length; from += mostIds) {
    const attachmentId = In(ids.slice(from, from + mostIds));
    rows.push(
      ...(await deps.db.getRepository(AttachmentRow).find({ where: { attachmentId }, order: { attachmentId: 'ASC' } })),
    );
  }
  return rows;
};
