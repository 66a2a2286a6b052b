import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSources, migrate, type Database } from '../../entities/data-source';
import { emptyDatabase, onServer, type FreshDatabase } from '../support/database';
import { runProgram, urlOf } from '../support/program';

jest.setTimeout(180_000);

let folder: string;
let place: FreshDatabase | undefined;
let database: Database;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bihuan-wrong-use-'));
  place = onServer ? await emptyDatabase() : undefined;
  database = place?.database ?? { type: 'sqlite', file: join(folder, 'data', 'bihuan.sqlite') };
  const sources = await createDataSources(database);
  await migrate(sources);
  await sources.close();
});
afterAll(async () => {
  await place?.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a command that is used wrongly', () => {
  it.each([
    ['an option that there is not', ['scripts/reconcile.js', '--nope'], /Unknown option '--nope'[^]*Usage: reconcile/],
    ['a class that there is not', ['scripts/reconcile.js', '--class', 'D99'], /D99 is no class: D1/],
    [
      'a stream that there is not',
      ['scripts/reconcile.js', '--stream', 'case:nope'],
      /case:nope: there is no such stream/,
    ],
    [
      'a file of anchors that there is not',
      ['scripts/verify-chain.js', '--anchors', '/nope'],
      /\/nope: there is no such file/,
    ],
    ['no place for a backup', ['scripts/backup.js'], /where to\?[^]*Usage: backup/],
    [
      'a place where nobody can make a folder',
      ['scripts/backup.js', '--to', '/proc/nope'],
      /--to \/proc\/nope cannot be made/,
    ],
    [
      'a folder that there is not, for an original',
      ['scripts/open-original.js', 'any', '--to', '/nope/original.jpg'],
      /there is no folder \/nope: make it first/,
    ],
  ])('ends with 64 and says so: %s', async (_, program, said) => {
    const [file = '', ...args] = program;
    const { code, output } = await runProgram([file, ...args], {
      DATABASE_URL: urlOf(database),
      DATA_DIR: join(folder, 'data'),
    });
    expect(output).toMatch(said);
    expect(output).not.toMatch(/\n\s+at /);
    expect(code).toBe(64);
  });
});
