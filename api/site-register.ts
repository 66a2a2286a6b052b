import { protectedOnSiteRefusal } from '../domain/people/amending';
import { mergedRefusal } from '../domain/people/merging';
import { SiteRow, SiteTenantRow, SubjectRow } from '../entities/place.entity';
import type { AdminTx } from '../record/admin';
import { text } from '../record/row';
import type { SiteAnswer } from './answers/site';
import { heed } from './appointing';
import { compact } from './compact';
import type { AppDeps } from './deps';
import type { CreateSiteBody } from './dto/registers';
import type { Plain } from './parse';
import { invalidField, notFound } from './problem';
import { survivorOfSite } from './read/doubles';
import type { Viewer } from './read/viewer';
import { requireUnitOfTown } from './standing';
import { requireUnmerged } from './subject-register';

/** What a body says of a site. */
export type SitePlanned = Omit<Plain<CreateSiteBody>, 'townId'>;

export const presentSite = (row: SiteRow, tenantSubjectIds: string[]): Plain<SiteAnswer> =>
  compact({
    siteId: row.siteId,
    townId: row.townId,
    name: row.name,
    type: row.type,
    address: row.address,
    villageUnitId: row.villageUnitId ?? undefined,
    longitude: row.longitude === null ? undefined : Number(row.longitude),
    latitude: row.latitude === null ? undefined : Number(row.latitude),
    ownerSubjectId: row.ownerSubjectId ?? undefined,
    tenantSubjectIds,
    to: row.validTo ?? undefined,
    version: row.version,
    mergedInto:
      row.mergedInto === null || row.mergedAt === null || row.mergedBy === null
        ? undefined
        : { siteId: row.mergedInto, at: row.mergedAt, personId: row.mergedBy, reason: row.mergeReason ?? '' },
  });

/** A site of one of the viewer's towns; others do not exist for him. */
export const visibleSite = async (deps: AppDeps, viewer: Viewer, siteId: string): Promise<SiteRow> => {
  const row = await deps.db.getRepository(SiteRow).findOneBy({ siteId });
  if (row === null || !viewer.townIds.includes(row.townId)) throw notFound();
  return row;
};

/** Owner and tenants that a body names. */
export const subjectsOfSite = ({ ownerSubjectId, tenantSubjectIds = [] }: SitePlanned): string[] => [
  ...tenantSubjectIds,
  ...(ownerSubjectId === undefined ? [] : [ownerSubjectId]),
];

/**
 * Owner and tenants are subjects of the site's town, the village one of its villages. `hidden` are protected persons whose names
 * who asks does not read: to have a place in a village is to be known there, so he gives them none.
 */
export const checkSitePlan = async (
  tx: AdminTx,
  { townId, hidden }: { townId: string; hidden: ReadonlySet<string> },
  planned: SitePlanned,
): Promise<void> => {
  const { ownerSubjectId, villageUnitId } = planned;
  for (const id of subjectsOfSite(planned)) {
    const isOwner = id === ownerSubjectId;
    const pointer = isOwner ? '/ownerSubjectId' : '/tenantSubjectIds';
    heed(protectedOnSiteRefusal(hidden.has(id), pointer));
    const [subject] = await tx.find(SubjectRow, { subjectId: id, townId });
    if (subject !== undefined) {
      await requireUnmerged(tx, subject, pointer);
      continue;
    }
    const field = isOwner ? '产权方' : '承租方';
    throw invalidField(pointer, 'unknown', `${field}中的责任主体不存在或不属于本镇，请重新选择。`);
  }
  const village = { townId, pointer: '/villageUnitId', name: '所在村居', kind: 'village' };
  await requireUnitOfTown(tx, villageUnitId, village);
};

/** Government units that own or rent a site. */
export const unitsOfSite = async (tx: Pick<AdminTx, 'query'>, siteId: string): Promise<string[]> => {
  const rows = await tx.query(
    `SELECT unit_id FROM subject WHERE unit_id IS NOT NULL AND (
       subject_id = (SELECT owner_subject_id FROM site WHERE site_id = ?)
       OR subject_id IN (SELECT subject_id FROM site_tenant WHERE site_id = ?))`,
    [siteId, siteId],
  );
  return rows.map((row) => text(row, 'unit_id'));
};

/** Who rents a site, in the order of their ids. */
export const tenantsOf = async ({ find }: Pick<AdminTx, 'find'>, siteId: string): Promise<string[]> =>
  (await find(SiteTenantRow, { siteId })).map(({ subjectId }) => subjectId).sort();

/** 422 for a site that was merged into another. */
export const requireSiteUnmerged = async (
  rows: Pick<AdminTx, 'find'>,
  row: Pick<SiteRow, 'mergedInto'>,
  pointer?: string,
): Promise<void> => {
  heed(mergedRefusal({ mergedInto: await survivorOfSite(rows, row) }, '点位', pointer));
};
