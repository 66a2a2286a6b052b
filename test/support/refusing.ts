import type { DataSources } from '../../entities/data-source';

/** How a database is made to refuse writes by itself: a real error of the real database, and the way back. */
export interface Refusing {
  what: string;
  begin(sources: DataSources): Promise<void>;
  end(sources: DataSources): Promise<void>;
}

const mostRows = 5_000;

/** Writes rows of a size until no more go in. */
const fill = async (write: DataSources['write'], size: number): Promise<void> => {
  for (let count = 0; count < mostRows; count += 1) {
    const key = `fill:${size}:${count}`;
    const isIn = await write
      .query('INSERT INTO command (cmd_key, request_hash, result_body) VALUES (?, ?, ?)', [key, '', 'x'.repeat(size)])
      .then(
        () => true,
        () => false,
      );
    if (!isIn) return;
  }
};

const pageLimit: Refusing = {
  what: 'SQLite may not grow its file (SQLITE_FULL)',
  async begin({ write }) {
    const [row] = await write.query<{ page_count: number }[]>('PRAGMA page_count');
    await write.query(`PRAGMA max_page_count = ${row?.page_count ?? 0}`);
    // Free places in the file are used up.
    for (const size of [2_000, 20]) await fill(write, size);
  },
  async end({ write }) {
    await write.query('PRAGMA max_page_count = 1073741823');
    await write.query("DELETE FROM command WHERE cmd_key LIKE 'fill:%'");
  },
};

/** The server itself answers every claim of a key with this error. */
const signalled = (errno: number, text: string): Refusing => ({
  what: `the server says ${errno}: ${text}`,
  async begin({ write }) {
    await write.query(
      `CREATE TRIGGER refuse BEFORE INSERT ON command FOR EACH ROW
       SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = ${errno}, MESSAGE_TEXT = '${text}'`,
    );
  },
  async end({ write }) {
    await write.query('DROP TRIGGER refuse');
  },
});

export const fullOnSqlite: readonly Refusing[] = [pageLimit];

export const fullOnServer: readonly Refusing[] = [
  signalled(1021, 'Disk full (tmp); waiting for someone to free some space'),
  signalled(1114, 'The table command is full'),
  signalled(1030, 'Got error 28 "No space left on device" from storage engine InnoDB'),
  signalled(1026, 'Error writing file binlog (errno: 28 "No space left on device")'),
];

export const refusingOnSqlite: readonly Refusing[] = [
  {
    what: 'SQLite is read-only (SQLITE_READONLY)',
    begin: async ({ write }) => {
      await write.query('PRAGMA query_only = ON');
    },
    end: async ({ write }) => {
      await write.query('PRAGMA query_only = OFF');
    },
  },
];

export const refusingOnServer: readonly Refusing[] = [
  signalled(1290, 'The server is running with the --read-only option so it cannot execute this statement'),
  signalled(1836, 'Running in read-only mode'),
];
