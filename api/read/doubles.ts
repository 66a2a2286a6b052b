import { In, IsNull, Not, type FindOptionsWhere } from 'typeorm';
import { PROTECTED_NAME } from '../../domain/people/protected-names';
import { SiteRow, SubjectRow } from '../../entities/place.entity';
import type { AdminTx } from '../../record/admin';
import type { AppDeps } from '../deps';
import { readerOf } from './appointments';

/** A subject with those that were merged into it, or into the same one as it: what is over still names them. */
export const subjectFamily = async ({ db }: Pick<AppDeps, 'db'>, subjectId: string): Promise<string[]> => {
  const subjects = db.getRepository(SubjectRow);
  const survivor = (await subjects.findOneBy({ subjectId }))?.mergedInto ?? subjectId;
  const doubles = await subjects.find({ select: { subjectId: true }, where: { mergedInto: survivor } });
  return [survivor, ...doubles.map((double) => double.subjectId)];
};

/** The same of several, each once. */
export const subjectFamilies = async (deps: Pick<AppDeps, 'db'>, subjectIds: readonly string[]): Promise<string[]> => [
  ...new Set((await Promise.all(subjectIds.map((id) => subjectFamily(deps, id)))).flat()),
];

/** A site with those that were merged into it, or into the same one as it. */
export const siteFamily = async ({ db }: Pick<AppDeps, 'db'>, siteId: string): Promise<string[]> => {
  const sites = db.getRepository(SiteRow);
  const survivor = (await sites.findOneBy({ siteId }))?.mergedInto ?? siteId;
  const doubles = await sites.find({ select: { siteId: true }, where: { mergedInto: survivor } });
  return [survivor, ...doubles.map((double) => double.siteId)];
};

const mostSuggested = 20;

/** Subjects of the town that may be the same: of the same credit code or name. */
export const likelySubjects = async ({ db }: AppDeps, row: SubjectRow): Promise<string[]> => {
  const { townId, subjectId, name, creditCode } = row;
  const others = { townId, subjectId: Not(subjectId), mergedInto: IsNull() };
  const where: FindOptionsWhere<SubjectRow>[] = [
    { ...others, name },
    ...(creditCode === null ? [] : [{ ...others, creditCode }]),
  ];
  const found = await db.getRepository(SubjectRow).find({ where, order: { subjectId: 'ASC' }, take: mostSuggested });
  return found.map((other) => other.subjectId);
};

/** Sites of the town that may be the same: of the same name or address. */
export const likelySites = async ({ db }: AppDeps, row: SiteRow): Promise<string[]> => {
  const { townId, siteId, name, addressKey } = row;
  const others = { townId, siteId: Not(siteId), mergedInto: IsNull() };
  const where: FindOptionsWhere<SiteRow>[] = [
    { ...others, name },
    ...(addressKey === null ? [] : [{ ...others, addressKey }]),
  ];
  const found = await db.getRepository(SiteRow).find({ where, order: { siteId: 'ASC' }, take: mostSuggested });
  return found.map((other) => other.siteId);
};

/** Reads rows, in a transaction or beside one. */
export type Rows = Pick<AdminTx, 'find'>;

/** Beside one, as of now. */
export const rowsOf = (deps: AppDeps, now: string): Pick<AdminTx, 'now' | 'query' | 'find'> => ({
  ...readerOf(deps, now),
  find: (entity, key) => deps.db.getRepository(entity).findBy(key as FindOptionsWhere<object>),
});

/** What stands in place of one that was merged, with what it is called to everybody; null of one that was not. */
export const survivorOfSubject = async (
  rows: Rows,
  { mergedInto }: Pick<SubjectRow, 'mergedInto'>,
): Promise<{ id: string; name: string } | null> => {
  if (mergedInto === null) return null;
  const [into] = await rows.find(SubjectRow, { subjectId: mergedInto });
  return { id: mergedInto, name: into === undefined || into.protectedPerson ? PROTECTED_NAME : into.name };
};

/** The same of a site. */
export const survivorOfSite = async (
  rows: Rows,
  { mergedInto }: Pick<SiteRow, 'mergedInto'>,
): Promise<{ id: string; name: string } | null> => {
  if (mergedInto === null) return null;
  const [into] = await rows.find(SiteRow, { siteId: mergedInto });
  return { id: mergedInto, name: into?.name ?? mergedInto };
};

/** The survivors of subjects, by the id of each; those that are none's double stand for themselves. */
export const survivorsOf = async ({ db }: Pick<AppDeps, 'db'>, subjectIds: readonly string[]): Promise<string[]> => {
  if (subjectIds.length === 0) return [];
  const rows = await db.getRepository(SubjectRow).findBy({ subjectId: In([...subjectIds]) });
  const byId = new Map(rows.map(({ subjectId, mergedInto }) => [subjectId, mergedInto]));
  return [...new Set(subjectIds.map((id) => byId.get(id) ?? id))];
};
