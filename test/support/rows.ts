import type { TestTown } from './open-town';

/** How many rows every table has, by its name. */
export const rowCounts = async ({ deps, record }: TestTown): Promise<Record<string, number>> => {
  await deps.refusals.written();
  const counts: Record<string, number> = {};
  for (const { tableName } of record.sources.read.entityMetadatas) {
    const [row] = await record.sources.read.query<{ n: number | string }[]>(`SELECT COUNT(*) AS n FROM ${tableName}`);
    counts[tableName] = Number(row?.n);
  }
  return counts;
};
