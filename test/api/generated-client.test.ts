import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';
import { signatureOf } from '../../activities/channels/signature';
import { openApiOf } from '../../api/openapi/document';
import { allRoutes } from '../../api/routes';
import { rootDir } from '../../config';
import { photo } from '../../scripts/demo/photo';
import { openTown, type TestTown } from '../support/open-town';

const folder = join(rootDir, '.cache', 'generated-client', String(process.pid));
const guide = readFileSync(join(rootDir, 'docs', 'integration.md'), 'utf8');

/** The code of the guide in a language, as its readers copy it. */
const codeIn = (language: string): string => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(guide)?.[1] ?? '';

const program = (name: string, file: string): string =>
  join(dirname(createRequire(__filename).resolve(`${name}/package.json`)), file);

interface Client {
  Bihuan: new (base: string, token: string) => unknown;
  life(of: Record<string, unknown>, picture: () => Uint8Array): Promise<{ status: string; externalId: string }>;
}

/** Source as this process can run it, without its types. */
const loaded = (source: string): unknown => {
  const { code } = transformSync(source, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'commonjs' },
  });
  const module = { exports: {} };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the guide's own code
  new Function('module', 'exports', 'require', code)(module, module.exports, createRequire(__filename));
  return module.exports;
};

let town: TestTown;
let server: Server;
beforeAll(async () => {
  town = await openTown();
  server = createServer(town.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  mkdirSync(folder, { recursive: true });
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
  await town.close();
});

describe('U-57 the client that the guide for other systems shows', () => {
  it('compiles under strict with the types that are generated from the document, and not with a wrong code', () => {
    const run = (name: string, file: string, ...args: string[]): string =>
      spawnSync(process.execPath, [program(name, file), ...args], { cwd: folder, encoding: 'utf8' }).stdout;
    const options = {
      strict: true,
      noEmit: true,
      target: 'es2023',
      module: 'nodenext',
      lib: ['es2023', 'dom'],
      types: [],
    };
    const errorsOf = (source: string): string => {
      writeFileSync(join(folder, 'client.ts'), source);
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['client.ts'] }));
      return run('typescript', 'bin/tsc', '-p', '.');
    };
    writeFileSync(join(folder, 'openapi.json'), JSON.stringify(openApiOf(allRoutes(town.deps))));
    run('openapi-typescript', 'bin/cli.js', 'openapi.json', '-o', 'bihuan-api.d.ts');
    expect(errorsOf(codeIn('ts'))).toBe('');
    expect(errorsOf(codeIn('ts').replace("method: 'documents'", "method: 'hearsay'"))).toContain('hearsay');
  });

  it('carries a hazard from its report to its closing', async () => {
    const { Bihuan, life } = loaded(codeIn('ts')) as Client;
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const of: Record<string, unknown> = {};
    for (const username of ['vgg', 'ofc', 'ldc', 'vgm', 'ens', 'ofd']) {
      const body = { label: 'guide', scopes: ['read', 'report', 'act'] };
      const { token } = (await (await town.as(username)).post('/api/v1/tokens', body)).body as { token: string };
      of[username] = new Bihuan(base, token);
    }
    let n = 9_000;
    const file = await life(of, () => new Uint8Array(photo((n += 1))));
    expect(file).toMatchObject({ status: 'watching', externalId: 'grid-4711' });
  });

  it('knows our signature from another, and a fresh one from an old one', () => {
    const { isSigned } = loaded(`${codeIn('js')}\nmodule.exports = { isSigned };`) as {
      isSigned(secret: string, header: string, body: string, nowMs: number): boolean;
    };
    const now = Date.parse('2026-11-27T00:00:00Z');
    const header = signatureOf('secret', '{"a":1}', now);
    expect(isSigned('secret', header, '{"a":1}', now)).toBe(true);
    expect(isSigned('secret', header, '{"a":2}', now)).toBe(false);
    expect(isSigned('other', header, '{"a":1}', now)).toBe(false);
    expect(isSigned('secret', header, '{"a":1}', now + 301_000)).toBe(false);
    // As the document and the guide show it.
    const shown = signatureOf('bihuan-example', '{"id":"x"}', 1_764_235_200_000).split('v1=')[1] ?? '';
    expect(guide).toContain(shown);
    expect(JSON.stringify(openApiOf(allRoutes(town.deps)))).toContain(shown);
  });
});
