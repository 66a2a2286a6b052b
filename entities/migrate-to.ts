import { migrate, type DataSources } from './data-source';
import { UnknownMigrations } from './level';

export { UnknownMigrations };

/** Brings an empty database to an older level, named by the migrations it has gone through, so that old rows fit into it. */
export const migrateTo = async (
  sources: Pick<DataSources, 'type' | 'write'>,
  names: readonly string[],
): Promise<void> => {
  const { migrations } = sources.write;
  const unknown = names.filter((name) => !migrations.some((migration) => migration.name === name));
  if (unknown.length > 0) throw new UnknownMigrations('the backup', unknown);
  // TypeORM runs what is in this list.
  const later = migrations.splice(names.length);
  try {
    await migrate(sources);
  } finally {
    migrations.push(...later);
  }
};
