import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { migrateTo } from '../../entities/migrate-to';
import { tableFileOf, type Manifest } from '../../record/backup/places';
import { emptyDatabase } from './database';

/**
 * Rewrites the tables of a backup to the columns that they had after these migrations, as an older program would have
 * written them; returns those tables that there were.
 */
export const tablesAsOf = async (
  migrations: string[],
  { tables }: Manifest,
  folder: string,
): Promise<Manifest['tables']> => {
  const older = await emptyDatabase();
  await migrateTo(older.sources, migrations);
  const runner = older.sources.write.createQueryRunner();
  const kept: Manifest['tables'] = [];
  for (const { table, rows } of tables) {
    const known = (await runner.getTable(table))?.columns.map(({ name }) => name);
    if (known === undefined) continue;
    const file = tableFileOf(folder, table);
    const [names = [], ...lines] = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as string[]);
    const places = names.flatMap((name, place) => (known.includes(name) ? [place] : []));
    const text = [names, ...lines].map((line) => `${JSON.stringify(places.map((place) => line[place]))}\n`).join('');
    writeFileSync(file, text);
    kept.push({ table, rows, sha256: createHash('sha256').update(text).digest('hex') });
  }
  await runner.release();
  await older.drop();
  return kept;
};
