import { execFile } from 'node:child_process';
import { cpSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadMachine, rootDir } from '../../config';
import type { Logger } from '../../logger';
import { withBuildLock } from '../../worker/build-lock';
import { findGo, firstProgram, programSuffix } from '../../worker/find-program';
import { buildWithGo } from '../../worker/temporal-install';

const version = '1.31.2';
const cache = join(rootDir, '.cache', 'temporal');
const run = promisify(execFile);

/** The server proper and the tool that makes its tables, each from the vendor's Go module. */
const programs = {
  server: { title: 'the Temporal server for clusters', path: 'go.temporal.io/server/cmd/server', version },
  sqlTool: { title: 'its tool for tables', path: 'go.temporal.io/server/cmd/tools/sql', version },
};
const names = { server: 'temporal-server', sqlTool: 'temporal-sql-tool' };
const schema = join(cache, `schema-${version}`);

export interface ClusterBinaries {
  server: string;
  sqlTool: string;
  /** Folder with `temporal/versioned` and `visibility/versioned` for PostgreSQL. */
  schema: string;
}

/** The tables' definitions come with the module. */
async function keepSchema(go: string): Promise<void> {
  const { stdout } = await run(go, ['env', 'GOMODCACHE']);
  const source = join(stdout.trim(), 'go.temporal.io', `server@v${version}`, 'schema', 'postgresql', 'v12');
  if (!existsSync(source)) await run(go, ['mod', 'download', `go.temporal.io/server@v${version}`]);
  const draft = `${schema}.${process.pid}`;
  cpSync(source, draft, { recursive: true });
  renameSync(draft, schema);
}

/** Finds the programs in the project's cache or builds them into it, which takes about five minutes, once. */
export function findClusterBinaries(log: Logger): Promise<ClusterBinaries> {
  const target = (name: string): string => join(cache, `${name}-${version}${programSuffix}`);
  const found = { server: target(names.server), sqlTool: target(names.sqlTool), schema };
  return withBuildLock(join(cache, 'cluster.lock'), async () => {
    const go = findGo(loadMachine());
    for (const part of ['sqlTool', 'server'] as const) {
      if (firstProgram([cache], `${names[part]}-${version}${programSuffix}`) !== undefined) continue;
      if (go === undefined || !(await buildWithGo(go, programs[part], found[part], log)))
        throw new Error(`${programs[part].title} (${programs[part].path}@v${version}) needs Go 1.26 or newer to build`);
    }
    if (!existsSync(schema)) {
      if (go === undefined) throw new Error('Go is needed once, for the definitions of the Temporal tables');
      await keepSchema(go);
    }
    return found;
  });
}
