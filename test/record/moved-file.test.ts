import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSources, migrate, type DataSources } from '../../entities/data-source';
import { DatabaseAway } from '../../record/database-error';
import { read } from '../../record/reading';
import { statement } from '../../record/sql';
import { createStore, type Store } from '../../record/store';
import { transact } from '../../record/transaction';
import { createLogger } from '../../logger';

const count = statement('SELECT COUNT(*) AS n FROM counter');
const add = statement("INSERT INTO counter (scope, n) VALUES ('a', 1)");

describe('a SQLite file under a running service', () => {
  let folder: string;
  let file: string;
  let sources: DataSources;
  let store: Store;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bihuan-moved-'));
    file = join(folder, 'record.sqlite');
    sources = await createDataSources({ type: 'sqlite', file });
    await migrate(sources);
    store = createStore(sources, createLogger({ level: 'error', service: 'test', silent: true }));
  });
  afterEach(async () => {
    store.circuit.stop();
    await sources.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Until the circuit has found out by itself that the file is back. */
  const isBack = async (): Promise<void> => {
    while (store.circuit.isOpen()) await new Promise((resolve) => setTimeout(resolve, 50));
  };

  it.each([
    ['moved away', () => undefined],
    [
      'replaced by another',
      () => {
        writeFileSync(file, '');
      },
    ],
  ])('%s: nothing is read or written until it is back, and what it held is there', async (_how, replace) => {
    await transact(store, (tx) => tx.commit([add]));
    renameSync(file, `${file}.away`);
    replace();
    await expect(transact(store, (tx) => tx.commit([add]))).rejects.toThrow(DatabaseAway);
    await expect(read(store, [count])).rejects.toThrow(DatabaseAway);
    expect(store.circuit.isOpen()).toBe(true);
    renameSync(`${file}.away`, file);
    await isBack();
    expect(await read(store, [count])).toEqual([[{ n: 1 }]]);
  });

  it('is told to who looks how the service is, though nobody writes', async () => {
    rmSync(file);
    await expect(read(store, [count])).rejects.toThrow('its file was moved away');
    await expect(sources.probe(100)).rejects.toThrow(
      `${file} was moved away or replaced: put it back, or stop the service`,
    );
  });
});
