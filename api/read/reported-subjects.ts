import { In } from 'typeorm';
import { SubjectRow } from '../../entities/place.entity';
import { EventRow } from '../../entities/stream.entity';
import type { CaseSubjectAnswer } from '../answers/case-facts';
import type { AppDeps } from '../deps';
import { survivorsOf } from './doubles';

/** Whom the report of a case names, as its event says, and of doubles their survivors: nobody has established yet that they answer for it. */
export const reportedSubjectsOf = async (deps: AppDeps, caseId: string): Promise<CaseSubjectAnswer[]> => {
  const first = await deps.db.getRepository(EventRow).findOneBy({ streamId: `case:${caseId}`, seq: 1 });
  const named = first?.body['subjectIds'];
  const ids = Array.isArray(named) ? named.filter((id) => typeof id === 'string') : [];
  if (ids.length === 0) return [];
  const rows = await deps.db.getRepository(SubjectRow).findBy({ subjectId: In(await survivorsOf(deps, ids)) });
  return rows.map(({ subjectId, name, kind }) => ({ subjectId, name, kind }));
};
