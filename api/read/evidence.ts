import { In } from 'typeorm';
import { AttachmentRow, AttachmentUseRow } from '../../entities/place.entity';
import type { Sight } from '../../domain/case/sight';
import type { EvidenceAnswer } from '../answers/evidence';
import type { AppDeps } from '../deps';
import { attachmentAsSeen, isSeen } from '../present/sight';
import { uploadsOfReport } from './sights';

const mostIds = 500;

/** The evidence of a case as far as somebody sees it. */
export const evidenceSeen = async (deps: AppDeps, caseId: string, sight: Sight): Promise<EvidenceAnswer[]> => {
  const ofReport = await uploadsOfReport(deps, caseId);
  const rows = (await evidenceIn(deps, `case:${caseId}`)).filter((row) => isSeen(row, ofReport, sight));
  return rows.map(attachmentAsSeen(ofReport, sight));
};

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
