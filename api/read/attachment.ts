import { AttachmentRow, AttachmentUseRow } from '../../entities/place.entity';
import type { AppDeps } from '../deps';
import { notFound } from '../problem';
import { fileNameSeen, isSeen } from '../present/sight';
import { mayReadStream } from './files';
import { sightOn, uploadsOfReport } from './sights';
import type { Viewer } from './viewer';

/** How a viewer may see an upload through one stream that names it: its file name, or undefined where he may not. */
const nameThrough = async (
  deps: AppDeps,
  viewer: Viewer,
  streamId: string,
  row: AttachmentRow,
): Promise<string | undefined> => {
  const file = await deps.door.loadFile(streamId);
  if (file === undefined || !(await mayReadStream(deps, viewer, streamId))) return undefined;
  if (!('caseId' in file)) return row.fileName;
  const sight = await sightOn(deps, viewer, file);
  const ofReport = await uploadsOfReport(deps, file.caseId);
  return isSeen(row, ofReport, sight) ? fileNameSeen(row, ofReport, sight) : undefined;
};

/** An upload that the viewer made, or that a case or escalation names which he may read; otherwise it does not exist. */
export const readableAttachment = async (
  deps: AppDeps,
  viewer: Viewer,
  attachmentId: string,
): Promise<{ row: AttachmentRow; fileName: string }> => {
  const row = await deps.db.getRepository(AttachmentRow).findOneBy({ attachmentId });
  if (row === null || !viewer.townIds.includes(row.townId)) throw notFound();
  if (row.uploadedBy === viewer.personId) return { row, fileName: row.fileName };
  const uses = await deps.db.getRepository(AttachmentUseRow).find({ where: { attachmentId }, take: 50 });
  for (const { streamId } of uses) {
    const fileName = await nameThrough(deps, viewer, streamId, row);
    if (fileName !== undefined) return { row, fileName };
  }
  throw notFound();
};
