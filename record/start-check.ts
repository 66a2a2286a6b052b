import { chmodSync, existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ConfigError, readConfig, type Config, type Environment } from '../config';
import type { Pack } from '../domain/policy/pack';
import { CannotOpen } from '../entities/open-error';
import { ForeignData, levelOf, refuseNewer, UnknownMigrations } from '../entities/level';
import { createReader } from '../entities/reader';
import { keyFileProblem, payloadKeyFile } from '../payload-key';
import { formatProblem, loadCalendar, loadPacks, PackError } from '../policies';
import { appendProblem, folderProblem } from './writable';

/** What was found before anything was opened. */
interface Found {
  /** Sentences with the way on; any of them keeps the program from starting. */
  problems: string[];
  /** What was put right, to be told. */
  notes: string[];
}

const octal = (mode: number): string => mode.toString(8).padStart(4, '0');

/** Files of earlier versions were open to everybody: they are closed, or named where that is not ours to do. */
const closeToOthers = (path: string, { problems, notes }: Found): void => {
  if (!existsSync(path)) return;
  const mode = statSync(path).mode & 0o777;
  const closed = mode & 0o700;
  if (mode === closed) return;
  try {
    chmodSync(path, closed);
    notes.push(`${path} was open to other accounts (mode ${octal(mode)}): it is closed now (${octal(closed)})`);
  } catch {
    problems.push(`${path} is open to other accounts (mode ${octal(mode)}): chmod ${octal(closed)} ${path}`);
  }
};

const ofSqlite = (file: string): string[] => [file, `${file}-wal`, `${file}-shm`, `${file}-journal`];

/** What only the account of the program may read, besides the key. */
const privatePaths = ({ database, dataDir }: Config): string[] => [
  ...(database.type === 'sqlite' ? [...ofSqlite(database.file), ...ofSqlite(`${database.file}.lock`)] : []),
  ...['temporal.sqlite', 'temporal.sqlite.lock'].flatMap((name) => ofSqlite(join(dataDir, name))),
  ...['attachments', 'reconcile.json', 'rebuild-workflows.json'].map((name) => join(dataDir, name)),
];

/** A mistyped path must not become an empty installation: only the data directory is made where it is missing. */
const databaseFolderProblem = ({ database, dataDir }: Config): string | undefined => {
  if (database.type !== 'sqlite' || database.file === ':memory:') return undefined;
  const folder = dirname(database.file);
  const isInside = !relative(dataDir, folder).startsWith('..');
  if (isInside || existsSync(folder)) return undefined;
  return `DATABASE_URL: there is no folder ${folder} for ${database.file}: correct the path, or make the folder for a new installation`;
};

/** Writes that SQLite has not put into the file yet would be thrown away by a new file in its place. */
const lostDatabaseProblem = ({ database }: Config): string | undefined => {
  if (database.type !== 'sqlite' || existsSync(database.file)) return undefined;
  const log = `${database.file}-wal`;
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) === 0) return undefined;
  return `DATABASE_URL: ${database.file} is missing, and ${log} beside it holds the last writes to it: put the file back to where it was, or restore a backup; only for a new installation move ${log} away`;
};

const wordsOf = (error: unknown): string[] => {
  if (error instanceof PackError) return error.problems.map(formatProblem);
  if (error instanceof ConfigError) return [...error.problems];
  throw error;
};

const attempt = (work: () => unknown, problems: string[]): void => {
  try {
    work();
  } catch (error) {
    problems.push(...wordsOf(error));
  }
};

/**
 * The packs that PACKS names.
 *
 * @throws PackError for a file that is refused, ConfigError for a pack that there is not
 */
export const chosenPacks = (names: readonly string[]): Map<string, Pack> => {
  const loaded = loadPacks();
  const missing = names.filter((name) => !loaded.has(name));
  if (missing.length > 0) {
    const there = [...loaded.keys()].join(', ');
    throw new ConfigError(
      missing.map((name) => `PACKS: there is no pack "${name}" in policies/ (there are: ${there})`),
    );
  }
  return new Map([...loaded].filter(([packId]) => names.includes(packId)));
};

/** Asked only where something else is wrong already, so that one start shows everything. */
const databaseProblem = async ({ database }: Config): Promise<string | undefined> => {
  if (database.type === 'sqlite' && !existsSync(database.file)) return undefined;
  try {
    const sources = await createReader(database);
    await levelOf(sources.read)
      .then(refuseNewer)
      .finally(() => sources.close());
    return undefined;
  } catch (error) {
    const isTold = error instanceof CannotOpen || error instanceof UnknownMigrations || error instanceof ForeignData;
    if (isTold) return error.message;
    return `the database cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
};

/** What a program does that others do not, and so has to be able to do. */
export interface ProgramDuties {
  /** It appends anchors to ANCHOR_FILE, as processes with a worker do. */
  writesAnchors?: boolean;
}

/**
 * What every program looks at before it opens its data: settings, packs and calendars, the data directory, the key file,
 * the modes of files. `notes` tell what was put right on the way.
 *
 * @throws ConfigError with everything that is wrong, the database included
 */
export const checkStart = async (
  env?: Environment,
  { writesAnchors = false }: ProgramDuties = {},
): Promise<{ config: Config; notes: readonly string[] }> => {
  const { config, problems: wrongSettings } = readConfig(env);
  const isWrong = (name: string): boolean => wrongSettings.some((problem) => problem.startsWith(name));
  const found: Found = { problems: [...wrongSettings], notes: [] };
  const { problems, notes } = found;
  attempt(() => (isWrong('PACKS') ? loadPacks() : chosenPacks(config.packs)), problems);
  attempt(() => loadCalendar(), problems);
  const places = [
    folderProblem('DATA_DIR', config.dataDir),
    ...(isWrong('DATABASE_URL') ? [] : [databaseFolderProblem(config), lostDatabaseProblem(config)]),
    writesAnchors && !isWrong('ANCHOR_FILE') ? appendProblem('ANCHOR_FILE', config.anchorFile) : undefined,
  ];
  problems.push(...places.filter((problem) => problem !== undefined));
  const keyFile = payloadKeyFile(config.dataDir);
  const wrongKey = config.payloadKey === undefined && existsSync(keyFile) ? keyFileProblem(keyFile) : undefined;
  if (wrongKey !== undefined) problems.push(wrongKey);
  for (const path of privatePaths(config)) closeToOthers(path, found);
  if (problems.length === 0) return { config, notes };
  const ofDatabase = isWrong('DATABASE_URL') ? undefined : await databaseProblem(config);
  throw new ConfigError(ofDatabase === undefined ? problems : [...problems, ofDatabase]);
};
