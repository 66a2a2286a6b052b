import { addressKey } from '../domain/case/address';
import { civilDateOf } from '../domain/clock/civil';
import { filledBy, siteMergeRefusal } from '../domain/people/merging';
import { SiteRow, SiteTenantRow } from '../entities/place.entity';
import type { AdminTx } from '../record/admin';
import { whole } from '../record/row';
import { marks } from '../record/sql';
import { endedStates } from '../record/streams';
import type { SiteMergedAnswer } from './answers/merged';
import { heed } from './appointing';
import { FIELD_NAMES } from './dto/field-names';
import { invalid, invalidField } from './problem';
import { versionMismatch } from './problems';
import { survivorOfSite } from './read/doubles';
import { checkSitePlan, requireSiteUnmerged, tenantsOf, type SitePlanned } from './site-register';

type Reader = Pick<AdminTx, 'now' | 'query' | 'find'>;

const FILLED = ['villageUnitId', 'longitude', 'latitude', 'ownerSubjectId'] as const;

/** Both sites and what the survivor takes over from its double. */
export interface SiteMerging {
  double: SiteRow;
  into: SiteRow;
  filled: Partial<Pick<SiteRow, (typeof FILLED)[number]>>;
}

/** @throws Problem where the one is no double of the other. */
export const planSiteMerge = async (
  reader: Reader,
  townId: string,
  { siteId, intoSiteId }: { siteId: string; intoSiteId: string },
): Promise<SiteMerging> => {
  const [double] = await reader.find(SiteRow, { siteId });
  const [into] = await reader.find(SiteRow, { siteId: intoSiteId });
  if (double === undefined || into === undefined || into.townId !== townId)
    throw invalidField('/intoSiteId', 'unknown', '并入的点位不存在或不属于本镇，请重新选择。');
  const asMerged = async (row: SiteRow) => ({
    siteId: row.siteId,
    to: row.validTo,
    mergedInto: await survivorOfSite(reader, row),
  });
  heed(siteMergeRefusal(await asMerged(double), await asMerged(into), civilDateOf(reader.now)));
  // Both degrees come from one of them.
  const isPlaced = into.longitude !== null || into.latitude !== null;
  const fields = FILLED.filter((field) => !isPlaced || (field !== 'longitude' && field !== 'latitude'));
  return { double, into, filled: filledBy(into, double, fields) };
};

/** What moves with a merging, in numbers and words; asked before it is done. */
export const siteMoves = async (
  { query }: Reader,
  { double: { siteId, name }, into, filled }: SiteMerging,
): Promise<SiteMergedAnswer> => {
  const sql = `SELECT COUNT(*) AS n FROM case_row WHERE site_id = ? AND status NOT IN (${marks(endedStates)})`;
  const [row] = await query(sql, [siteId, ...endedStates]);
  const cases = row === undefined ? 0 : whole(row, 'n');
  const fields = Object.keys(filled).map((field) => FIELD_NAMES[field]?.title ?? field);
  return {
    siteId,
    intoSiteId: into.siteId,
    filled: fields,
    cases,
    effects: [
      ...(cases > 0 ? [`${String(cases)} 件未办结的隐患改为位于「${into.name}」，其他不变。`] : []),
      ...(fields.length > 0 ? [`「${into.name}」没有登记的，从「${name}」补上：${fields.join('、')}。`] : []),
      `「${name}」的承租方也登记为「${into.name}」的承租方。`,
      `已办结的隐患不改写，仍可在「${into.name}」名下查到。`,
      `「${name}」不再列出，也不能再选用；合并后不能撤回。`,
    ],
  };
};

/** Puts the survivor in place of its double; open cases follow when they are next looked at (`follow-registers.ts`). */
export const mergeSite = async (
  tx: AdminTx,
  { double, into, filled }: SiteMerging,
  { by, reason }: { by: string; reason: string },
): Promise<void> => {
  const { siteId } = double;
  const marked = { mergedInto: into.siteId, mergedAt: tx.now, mergedBy: by, mergeReason: reason };
  await tx.update(SiteRow, { ...marked, version: double.version + 1 }, { siteId });
  // What was merged into the double before is one with the survivor, too.
  await tx.update(SiteRow, { mergedInto: into.siteId }, { mergedInto: siteId });
  await tx.update(SiteRow, { ...filled, version: into.version + 1 }, { siteId: into.siteId });
  const tenants = await tenantsOf(tx, into.siteId);
  for (const subjectId of await tenantsOf(tx, siteId))
    if (!tenants.includes(subjectId)) await tx.insert(SiteTenantRow, { siteId: into.siteId, subjectId });
};

const asRow = ({ name, type, address, longitude, latitude, villageUnitId, ownerSubjectId }: SitePlanned) => ({
  name,
  type,
  address,
  longitude: longitude === undefined ? null : String(longitude),
  latitude: latitude === undefined ? null : String(latitude),
  villageUnitId: villageUnitId ?? null,
  ownerSubjectId: ownerSubjectId ?? null,
});

/** Who amends a site to what, by the version that he has read. */
export interface SiteAmending {
  siteId: string;
  townId: string;
  expectedVersion: number;
  /** Protected persons whose names are not read by who amends. */
  hidden: ReadonlySet<string>;
  planned: SitePlanned;
}

/** @returns the site as it is then, and what the audit log says of it. */
export const amendSite = async (
  tx: AdminTx,
  before: SiteRow,
  { siteId, townId, expectedVersion, hidden, planned }: SiteAmending,
): Promise<{ row: SiteRow; tenants: string[]; changes: Record<string, unknown> }> => {
  await requireSiteUnmerged(tx, before);
  if (before.version !== expectedVersion) throw versionMismatch(before.version);
  const were = await tenantsOf(tx, siteId);
  const added = [...hidden].filter((id) => id !== before.ownerSubjectId && !were.includes(id));
  await checkSitePlan(tx, { townId, hidden: new Set(added) }, planned);
  const after = asRow(planned);
  const tenants = [...(planned.tenantSubjectIds ?? [])].sort();
  const fields = (Object.keys(after) as (keyof typeof after)[]).filter((field) => before[field] !== after[field]);
  const changes = {
    ...Object.fromEntries(fields.map((field) => [field, { from: before[field], to: after[field] }])),
    ...(were.join() === tenants.join() ? {} : { tenantSubjectIds: { from: were, to: tenants } }),
  };
  if (Object.keys(changes).length === 0)
    throw invalid([{ pointer: '', code: 'nothing-changed', message: '没有修改任何内容，请修改后再提交。' }]);
  const version = before.version + 1;
  await tx.update(SiteRow, { ...after, addressKey: addressKey(after.address), version }, { siteId });
  for (const subjectId of were) if (!tenants.includes(subjectId)) await tx.delete(SiteTenantRow, { siteId, subjectId });
  for (const subjectId of tenants) if (!were.includes(subjectId)) await tx.insert(SiteTenantRow, { siteId, subjectId });
  return { row: Object.assign(before, after, { version }), tenants, changes };
};
