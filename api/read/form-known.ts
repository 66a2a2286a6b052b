import { In } from 'typeorm';
import type { CaseFile } from '../../domain/case/file';
import type { Known } from '../../domain/form';
import { SiteRow, SiteTenantRow, SubjectRow } from '../../entities/place.entity';
import type { AppDeps } from '../deps';
import { survivorsOf } from './doubles';
import { evidenceIn } from './evidence';
import { uploadsOfReport } from './sights';

/** Who owns a site and who rents there. */
const subjectsOfSite = async ({ db }: AppDeps, siteId: string | null): Promise<string[]> => {
  if (siteId === null) return [];
  const [site, tenants] = await Promise.all([
    db.getRepository(SiteRow).findOneBy({ siteId }),
    db.getRepository(SiteTenantRow).findBy({ siteId }),
  ]);
  return [...tenants.map(({ subjectId }) => subjectId), ...(site?.ownerSubjectId == null ? [] : [site.ownerSubjectId])];
};

/** What the record knows beside the file of a case and that its forms offer first, with the subjects themselves. */
export const knownOfCase = async (deps: AppDeps, file: CaseFile): Promise<Known & { subjects: SubjectRow[] }> => {
  const [ofSite, photosBefore, evidence] = await Promise.all([
    subjectsOfSite(deps, file.siteId),
    uploadsOfReport(deps, file.caseId),
    evidenceIn(deps, `case:${file.caseId}`),
  ]);
  const ofCase = file.subjects.map(({ subjectId }) => subjectId);
  const asked = await survivorsOf(deps, [...ofCase, ...file.reportedSubjectIds, ...ofSite]);
  const subjects = asked.length === 0 ? [] : await deps.db.getRepository(SubjectRow).findBy({ subjectId: In(asked) });
  const subjectIds = asked.filter((id) => subjects.some(({ subjectId }) => subjectId === id));
  const others = evidence.map(({ attachmentId }) => attachmentId).filter((id) => !photosBefore.includes(id));
  return { subjectIds, subjects, photosBefore, evidence: others };
};
