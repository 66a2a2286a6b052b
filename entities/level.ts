import type { DataSource } from 'typeorm';

/** How far the tables of a database have come, compared with the migrations of this program. */
export interface Level {
  /** No migration has been applied: nothing of ours is in it. */
  isEmpty: boolean;
  /** Applied by a newer program, unknown here. */
  unknown: string[];
  /** Known here, not applied yet. */
  missing: string[];
  /** The last version of the program that noted itself in the data. */
  madeBy: string | null;
}

/** Data of a newer program: this one would read it wrongly. */
export class UnknownMigrations extends Error {
  constructor(what: string, names: readonly string[], madeBy: string | null = null) {
    const by = madeBy === null ? '' : ` (last used by ${madeBy})`;
    super(
      `${what} was made by a newer version of this program${by}: it has gone through ${names.join(', ')}, which this version does not know. ` +
        'Start the version that made it, or restore a backup made with this version into an empty database; nothing was changed',
    );
    this.name = 'UnknownMigrations';
  }
}

/** Data of an older program, met by a command that changes no tables. */
export class OlderData extends Error {
  constructor(missing: readonly string[]) {
    super(
      `the database is of an older version of this program (not applied: ${missing.join(', ')}): run \`npm run migrate\`, or start the service, which does the same; a backup before that is made with the version that was in use until now`,
    );
    this.name = 'OlderData';
  }
}

/** There is nothing in the database. */
export class EmptyData extends Error {
  constructor() {
    super(
      'the database is empty: check DATABASE_URL and DATA_DIR; for a new installation start the service, for a lost one run `npm run restore`',
    );
    this.name = 'EmptyData';
  }
}

/** Tables, and none of ours among them: the database belongs to something else. */
export class ForeignData extends Error {
  constructor(where: string, tables: readonly string[]) {
    const more = tables.length > 5 ? ' …' : '';
    super(
      `${where} holds tables that are not of this program (${tables.slice(0, 5).join(', ')}${more}): name a database of its own in DATABASE_URL; nothing was changed`,
    );
    this.name = 'ForeignData';
  }
}

const tablesIn = (source: DataSource): Promise<string[]> =>
  valuesOf(
    source,
    source.options.type === 'better-sqlite3'
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
      : 'SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name',
  );

/** Only reads. `where` names the database without a password. @throws ForeignData */
export const refuseForeign = async (source: DataSource, where: string): Promise<void> => {
  const tables = await tablesIn(source);
  if (tables.length > 0 && !tables.includes('migration')) throw new ForeignData(where, tables);
};

const has = async (source: DataSource, table: string): Promise<boolean> => {
  const runner = source.createQueryRunner();
  return runner.hasTable(table).finally(() => runner.release());
};

const valuesOf = async (source: DataSource, sql: string): Promise<string[]> => {
  const rows: unknown = await source.query(sql);
  return Array.isArray(rows) ? rows.map((row: unknown) => String(Object.values(row ?? {})[0])) : [];
};

/** Reads how far the tables have come; writes nothing. */
export const levelOf = async (source: DataSource): Promise<Level> => {
  const applied = (await has(source, 'migration'))
    ? await valuesOf(source, 'SELECT name FROM migration ORDER BY timestamp')
    : [];
  const known = source.migrations.map(({ name, constructor }) => name ?? constructor.name);
  const versions = (await has(source, 'program'))
    ? await valuesOf(source, 'SELECT version FROM program ORDER BY first_at DESC LIMIT 1')
    : [];
  return {
    isEmpty: applied.length === 0,
    unknown: applied.filter((name) => !known.includes(name)),
    missing: known.filter((name) => !applied.includes(name)),
    madeBy: versions[0] ?? null,
  };
};

/** @throws UnknownMigrations where a newer program has been here */
export const refuseNewer = ({ unknown, madeBy }: Level): void => {
  if (unknown.length > 0) throw new UnknownMigrations('the database', unknown, madeBy);
};

/** For what works on tables of this level alone. @throws UnknownMigrations, OlderData, EmptyData */
export const refuseOtherLevels = (level: Level): void => {
  refuseNewer(level);
  if (level.isEmpty) throw new EmptyData();
  if (level.missing.length > 0) throw new OlderData(level.missing);
};
