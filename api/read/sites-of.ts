import { In, IsNull } from 'typeorm';
import { SiteRow, SiteTenantRow } from '../../entities/place.entity';
import type { AppDeps } from '../deps';

/** The sites that each of these subjects owns or rents; none that was merged into another. */
export const sitesOf = async ({ db }: AppDeps, subjectIds: string[]): Promise<Map<string, string[]>> => {
  const sites = new Map<string, string[]>();
  if (subjectIds.length === 0) return sites;
  const owned = await db.getRepository(SiteRow).findBy({ ownerSubjectId: In(subjectIds), mergedInto: IsNull() });
  const tenanted = await db
    .getRepository(SiteTenantRow)
    .createQueryBuilder('t')
    .innerJoin(SiteRow, 's', 's.siteId = t.siteId AND s.mergedInto IS NULL')
    .where('t.subjectId IN (:...subjectIds)', { subjectIds })
    .getMany();
  for (const { ownerSubjectId, siteId } of owned)
    if (ownerSubjectId !== null) sites.set(ownerSubjectId, [...(sites.get(ownerSubjectId) ?? []), siteId]);
  for (const { subjectId, siteId } of tenanted)
    sites.set(subjectId, [...new Set([...(sites.get(subjectId) ?? []), siteId])]);
  return sites;
};
