import type { SelectQueryBuilder } from 'typeorm';
import { CaseRow } from '../../entities/case.entity';
import { EscalationRow } from '../../entities/escalation.entity';
import { PaperRow } from '../../entities/ledger.entity';
import { StreamRow } from '../../entities/stream.entity';
import type { AppDeps } from '../deps';
import type { DocumentListQuery } from '../dto/queries';
import type { PageAsked } from '../paging';
import { scopeStreams } from './scope';
import { isPaper, type IssuedPaperRow } from './stream-parts';
import type { Viewer } from './viewer';

/** The papers that a viewer may read, narrowed by the filters; no order and no page yet. */
export const findDocuments = (
  { db }: AppDeps,
  viewer: Viewer,
  { state }: DocumentListQuery,
): SelectQueryBuilder<PaperRow> => {
  const find = db
    .getRepository(PaperRow)
    .createQueryBuilder('p')
    .innerJoin(StreamRow, 'st', 'st.streamId = p.streamId')
    .leftJoin(CaseRow, 'c', "c.caseId = SUBSTR(p.streamId, 6) AND st.kind = 'case'")
    .leftJoin(EscalationRow, 'e', "e.escalationId = SUBSTR(p.streamId, 12) AND st.kind = 'escalation'")
    .where('p.documentId IS NOT NULL');
  scopeStreams(find, viewer);
  if (state !== undefined) find.andWhere('p.state IN (:...state)', { state });
  return find;
};

/** One row more than the page, the last issued first. */
export const documentPage = async (
  deps: AppDeps,
  viewer: Viewer,
  query: DocumentListQuery,
  { limit, after }: PageAsked,
): Promise<IssuedPaperRow[]> => {
  const find = findDocuments(deps, viewer, query)
    .orderBy('p.issuedAt', 'DESC')
    .addOrderBy('p.documentId', 'DESC')
    .take(limit + 1);
  if (after !== undefined)
    find.andWhere('(p.issuedAt < :at OR (p.issuedAt = :at AND p.documentId < :id))', { at: after[0], id: after[1] });
  return (await find.getMany()).filter(isPaper);
};
