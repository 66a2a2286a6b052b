import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from '../../config';
import { bodiesSource } from './bodies';
import { digestOfFiles, readText, writeChanged } from './files';
import { schemaSource, withoutRequests } from './schema';

/*
 * Builds the console (web/) into dist/web, and its types from the API, each only when something changed. `--types` stops
 * after the types.
 */

const at = (...parts: string[]): string => join(rootDir, ...parts);
const schemaFile = at('web', 'src', 'api', 'schema.d.ts');
const bodiesFile = at('web', 'src', 'api', 'bodies.json');
const [apiStamp, buildStamp] = [at('dist', '.console-api'), at('dist', '.console-build')];

/** What the compiler knew of the API when it last ran. */
const compiledApi = (): string => digestOfFiles([at('dist', '.tsbuildinfo'), at('dist', 'domain', '.tsbuildinfo')]);

const makeTypes = async (): Promise<void> => {
  const api = compiledApi();
  if (existsSync(schemaFile) && existsSync(bodiesFile) && readText(apiStamp) === api) return;
  writeChanged(schemaFile, await schemaSource());
  writeChanged(bodiesFile, bodiesSource(withoutRequests));
  writeChanged(apiStamp, api);
};

const makeConsole = async (): Promise<void> => {
  const sources = digestOfFiles([at('web'), at('package-lock.json')]);
  if (existsSync(at('dist', 'web', 'index.html')) && readText(buildStamp) === sources) return;
  const { build } = await import('vite');
  await build({ configFile: at('web', 'vite.config.mts'), logLevel: 'warn' });
  writeChanged(buildStamp, sources);
};

const main = async (): Promise<void> => {
  await makeTypes();
  if (!process.argv.includes('--types')) await makeConsole();
};

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
