import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSources, migrate, type Database } from '../../entities/data-source';
import { startProductProcess } from '../../scripts/cluster/process';
import { emptyDatabase, onServer, type FreshDatabase } from '../support/database';
import { programs, runProgram, spawnProgram, urlOf, type ProgramEnd } from '../support/program';

jest.setTimeout(180_000);

let folder: string;
const databases: FreshDatabase[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bihuan-start-'));
});
afterEach(async () => {
  for (const database of databases.splice(0)) await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** An empty database that no process has open. */
const aDatabase = async (): Promise<Database> => {
  if (!onServer) return { type: 'sqlite', file: join(folder, 'data', 'bihuan.sqlite') };
  const fresh = await emptyDatabase();
  databases.push(fresh);
  return fresh.database;
};

/** Changes an open database by statements and closes it, where it is a file. */
const prepared = async (statements: readonly string[]): Promise<Database> => {
  const database = await aDatabase();
  const sources = await createDataSources(database);
  await migrate(sources);
  for (const statement of statements) await sources.write.query(statement);
  await sources.close();
  return database;
};

const isSentence = (output: string): boolean => !/\n\s+at |Error:/.test(output);

/** Two at a time, where they do not share a file: SQLite lets one in. */
const eachProgram = async (
  chosen: typeof programs,
  env: Record<string, string>,
  atOnce = 2,
): Promise<[string, ProgramEnd][]> => {
  const ends: [string, ProgramEnd][] = [];
  const waiting = [...chosen];
  const worker = async (): Promise<void> => {
    for (let program = waiting.shift(); program !== undefined; program = waiting.shift())
      ends.push([program[0], await runProgram(program, env)]);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return ends;
};

/** A port that a stranger listens on until `close`. */
const freePort = async (): Promise<{ port: number; close: () => void }> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
};

describe('every program', () => {
  it('U-12 names at once all that is wrong around it, and ends with 78', async () => {
    const dataDir = join(folder, 'data');
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'payload.key'), Buffer.alloc(32).toString('base64'));
    chmodSync(join(dataDir, 'payload.key'), 0o600);
    const noDatabase = join(folder, 'letter.sqlite');
    writeFileSync(noDatabase, 'Dear Sir or Madam, '.repeat(100));
    const wrong = { PACKS: 'drill,ghost', WEBHOOK_ALLOW: '127.0.0.1/999', HOST: '0.0.0.0', DATA_DIR: dataDir };
    const url = onServer
      ? (process.env['DATABASE_URL'] ?? '').replace(/[^/]*$/, 'no_such_name')
      : `sqlite://${noDatabase}`;
    const demo = ['scripts/demo/main.js', '--no-play'] as const;
    for (const [name, { code, output }] of await eachProgram(programs, { ...wrong, DATABASE_URL: url })) {
      const said = [
        /"ghost"/,
        /WEBHOOK_ALLOW/,
        /ALLOWED_HOSTS/,
        /payload\.key is all zero/,
        /letter\.sqlite|no_such_name/,
      ];
      expect([name, code, ...said.map((one) => one.test(output)), isSentence(output)]).toEqual([
        ...[name, 78, true, true, true, true, true, true],
      ]);
    }
    const shown = await runProgram(demo, { WEBHOOK_ALLOW: wrong.WEBHOOK_ALLOW });
    expect([shown.code, shown.output.includes('WEBHOOK_ALLOW'), isSentence(shown.output)]).toEqual([78, true, true]);
  });

  it('U-14 refuses data of a newer program, changes nothing in it and says the way on', async () => {
    const database = await prepared([
      "INSERT INTO migration (timestamp, name) VALUES (1999999999999, 'Later1999999999999')",
      "INSERT INTO program (version, first_at) VALUES ('9.8.7', '2031-01-01T00:00:00.000Z')",
    ]);
    const env = { DATABASE_URL: urlOf(database), DATA_DIR: join(folder, 'data') };
    const opening = programs.filter(([name]) => name !== 'scripts/restore.js');
    for (const [name, { code, output }] of await eachProgram(opening, env, onServer ? 2 : 1)) {
      expect([name, code, isSentence(output)]).toEqual([name, 78, true]);
      expect(output).toMatch(/9\.8\.7.*Later1999999999999.*restore a backup/);
    }
  });

  it('U-14 of those that change no tables says `npm run migrate` on data of an older program', async () => {
    const database = await prepared(["DELETE FROM migration WHERE name LIKE 'Startup%'", 'DROP TABLE program']);
    const env = { DATABASE_URL: urlOf(database), DATA_DIR: join(folder, 'data') };
    const reading = programs.filter(([name]) => /reconcile|rebuild|verify|backup/.test(name));
    for (const [name, { code, output }] of await eachProgram(reading, env, onServer ? 2 : 1)) {
      expect([name, code, isSentence(output)]).toEqual([name, 78, true]);
      expect(output).toMatch(/npm run migrate/);
    }
    expect(await runProgram(['scripts/migrate.js'], env)).toMatchObject({
      code: 0,
      output: expect.stringContaining('Migrated'),
    });
    expect(await runProgram(['scripts/verify-chain.js'], env)).toMatchObject({ code: 0 });
  });
});

describe('a start that fails', () => {
  const failing = async (env: Record<string, string>): Promise<ProgramEnd> => {
    const end = await runProgram(['main.js'], { DATA_DIR: join(folder, 'data'), ...env });
    expect(isSentence(end.output)).toBe(true);
    return end;
  };
  it('says that the port is taken (75), that the host is not of this machine (78), that there is no such folder (78)', async () => {
    const { port, close } = await freePort();
    const DATABASE_URL = urlOf(await aDatabase());
    const taken = await failing({ DATABASE_URL, PORT: String(port) });
    close();
    expect(taken).toMatchObject({ code: 75, output: expect.stringMatching(/port \d+ .*PORT/) });
    expect(await failing({ DATABASE_URL, HOST: '192.0.2.1' })).toMatchObject({
      code: 78,
      output: expect.stringMatching(/192\.0\.2\.1.*EADDRNOTAVAIL.*HOST/),
    });
    writeFileSync(join(folder, 'file'), '');
    for (const DATA_DIR of [join(folder, 'file'), join(folder, 'file', 'data'), '/sys/bihuan']) {
      const end = await failing({ DATABASE_URL, DATA_DIR });
      expect(end).toMatchObject({ code: 78, output: expect.stringContaining(`DATA_DIR ${DATA_DIR}`) });
    }
  });

  type Wrong = [database: string, code: number, said: RegExp];

  const wrongFiles = (): Wrong[] => {
    mkdirSync(join(folder, 'data', 'folder.sqlite'), { recursive: true });
    return [
      [`sqlite://${join(folder, 'data', 'folder.sqlite')}`, 78, /folder\.sqlite cannot be opened/],
      ['sqlite:///sys/bihuan.sqlite', 78, /\/sys\/bihuan\.sqlite cannot be opened/],
    ];
  };

  const wrongServers = async (): Promise<Wrong[]> => {
    const right = urlOf(await aDatabase());
    const { port, close } = await freePort();
    close();
    const wrong = (change: Partial<Pick<URL, 'password' | 'pathname' | 'port' | 'hostname'>>): string =>
      Object.assign(new URL(right), change).href;
    return [
      [wrong({ password: 'hunter2' }), 78, /does not let "bihuan" in .*DATABASE_URL/],
      [wrong({ pathname: '/nowhere' }), 78, /no database "nowhere": create it/],
      [wrong({ port: String(port) }), 69, /does not answer \(ECONNREFUSED\)/],
      [wrong({ hostname: 'no-such-host.invalid' }), 69, /does not answer/],
    ];
  };

  it('says what is wrong with the database, without its password', async () => {
    for (const [DATABASE_URL, code, said] of onServer ? await wrongServers() : wrongFiles()) {
      const end = await failing({ DATABASE_URL });
      expect([DATABASE_URL, end.code, said.test(end.output)]).toEqual([DATABASE_URL, code, true]);
      expect(end.output).not.toMatch(/hunter2|:bihuan@/);
    }
  });

  it('says that the key is missing where the database was used with one', async () => {
    const database = await prepared([
      "INSERT INTO town (town_id, name, pack_id, pack_version, created_at) VALUES ('t', 't', 'drill', '1.0.0', '')",
    ]);
    const env = { DATABASE_URL: urlOf(database), DATA_DIR: join(folder, 'elsewhere') };
    const end = await failing(env);
    expect(end).toMatchObject({
      code: 78,
      output: expect.stringMatching(/payload\.key is missing.*backup.*PAYLOAD_KEY/),
    });
    expect(readdirSync(folder)).not.toContain('elsewhere');
  });
});

describe('files', () => {
  /** Journals of a running service come and go between the list and the look. */
  const modeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mode ?? 0;
  const modesIn = (dataDir: string): string[] =>
    readdirSync(dataDir)
      .filter((name) => (modeOf(join(dataDir, name)) & 0o077) !== 0)
      .sort();

  it('U-12 of a service are for its account alone, also those that an earlier version left open', async () => {
    const dataDir = join(folder, 'data');
    const database = await aDatabase();
    const env = {
      DATABASE_URL: urlOf(database),
      DATA_DIR: dataDir,
      PORT: '0',
      HOST: '127.0.0.1',
      PACKS: 'drill',
      LOG_LEVEL: 'warn',
    };
    const first = await startProductProcess('main.js', { name: 'first', folder, env });
    expect(modesIn(dataDir)).toEqual([]);
    await first.stop();
    const left = readdirSync(dataDir).filter((name) => name !== 'payload.key');
    mkdirSync(join(dataDir, 'attachments'), { mode: 0o755 });
    for (const name of left) chmodSync(join(dataDir, name), 0o644);
    chmodSync(join(dataDir, 'attachments'), 0o755);
    const second = await startProductProcess('main.js', { name: 'second', folder, env });
    expect(modesIn(dataDir)).toEqual([]);
    expect((await second.stop()).code).toBe(0);
  });

  it('U-12 a key file that others may read is refused by name with the chmod', async () => {
    const dataDir = join(folder, 'data');
    const env = { DATABASE_URL: urlOf(await aDatabase()), DATA_DIR: dataDir };
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'payload.key'), randomBytes(32).toString('base64'));
    chmodSync(join(dataDir, 'payload.key'), 0o644);
    const end = await runProgram(['api/main.js'], env);
    expect(end).toMatchObject({ code: 78, output: expect.stringMatching(/chmod 600 .*payload\.key/) });
  });
});

describe('beside a running service', () => {
  it('looks at everything every night, and asks for the service to be stopped before it mends on SQLite', async () => {
    const dataDir = join(folder, 'data');
    const database = await aDatabase();
    const env = { DATABASE_URL: urlOf(database), DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: '0', PACKS: 'drill' };
    const service = await startProductProcess('main.js', {
      name: 'service',
      folder,
      env: { ...env, LOG_LEVEL: 'warn' },
    });
    let isRunning = false;
    for (let count = 0; count < 100 && !isRunning; count += 1) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      isRunning = (await (await fetch(`${service.url}/readyz`)).text()).includes('"clockService":"running"');
    }
    const looked = await runProgram(['scripts/reconcile.js'], { ...env, TEMPORAL: 'auto' });
    expect(looked).toMatchObject({ code: 0, output: expect.stringContaining('everything agrees') });
    expect(looked.output).not.toContain('Not checked');
    const { code, output } = await runProgram(['scripts/reconcile.js', 'fix', '--class', 'D12'], {
      ...env,
      TEMPORAL: 'auto',
    });
    const asksToStop = output.includes('Stop the service and run this again');
    expect([code, asksToStop]).toEqual(onServer ? [0, false] : [75, true]);
    expect((await service.stop()).code).toBe(0);
  });
});

describe('a log that cannot be written', () => {
  it('ends no service: it goes on answering, and stops in order', async () => {
    const env = { DATABASE_URL: urlOf(await aDatabase()), DATA_DIR: join(folder, 'data'), HOST: '127.0.0.1' };
    const { port, close } = await freePort();
    close();
    const child = spawnProgram(
      ['api/main.js'],
      { ...env, PORT: String(port), LOG_LEVEL: 'silly' },
      { file: '/dev/full' },
    );
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const answer = async (): Promise<number | string> => {
      try {
        const reply = await fetch(`http://127.0.0.1:${port}/readyz`);
        await reply.text();
        return reply.status;
      } catch (error) {
        return error instanceof Error ? String(error.cause) : 'failed';
      }
    };
    let status: number | string = 0;
    for (let count = 0; count < 150 && status !== 200; count += 1) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      status = await answer();
    }
    expect([status, await answer(), await answer()]).toEqual([200, 200, 200]);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
