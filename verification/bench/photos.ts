import { createHash, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { DEMO_TOWN } from '../../scripts/demo/accounts';
import type { DemoPeople } from '../../scripts/demo/towns';

/** Photos that the cases of a run are given as evidence, each of one case alone (settled 6.1). */
export interface Photos {
  /** A photo that this person has just taken, or one that was made ready. */
  take: (by: string) => Promise<string>;
  /** Makes so many photos of this person ready, so that nothing is uploaded while something is measured. */
  ready: (by: string, count: number) => Promise<void>;
}

const COLUMNS = 'attachment_id, town_id, sha256, size, media_type, file_name, uploaded_by, uploaded_at';
const chunk = 500;

/** Uploads as rows: what an upload costs is measured elsewhere. */
export const openPhotos = (write: DataSource, people: DemoPeople): Photos => {
  const waiting = new Map<string, string[]>();

  const insert = async (by: string, count: number): Promise<string[]> => {
    const ids = Array.from({ length: count }, () => randomUUID());
    const uploadedAt = new Date().toISOString();
    const rows = ids.map((id) => [
      ...[id, DEMO_TOWN, createHash('sha256').update(id).digest('hex'), 100_000],
      ...['image/jpeg', `${by}.jpg`, people[by] ?? '', uploadedAt],
    ]);
    const marks = rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
    await write.query(`INSERT INTO attachment (${COLUMNS}) VALUES ${marks}`, rows.flat());
    return ids;
  };

  return {
    take: async (by) => {
      const id = waiting.get(by)?.pop() ?? (await insert(by, 1))[0];
      if (id === undefined) throw new Error(`${by} took no photo`);
      return id;
    },
    ready: async (by, count) => {
      for (let left = count; left > 0; left -= chunk) {
        waiting.set(by, [...(waiting.get(by) ?? []), ...(await insert(by, Math.min(left, chunk)))]);
      }
    },
  };
};
