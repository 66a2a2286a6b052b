import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import request from 'supertest';
import { createApp } from '../../api/app';
import { openTown, type TestTown } from '../support/open-town';

/** What a browser sends when somebody goes to an address. */
const navigation = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';

const script = `export const words = ${JSON.stringify('闭环'.repeat(2_000))};`;

let town: TestTown;
let folder: string;
let app: Express;
let unbuilt: Express;
beforeAll(async () => {
  town = await openTown();
  folder = mkdtempSync(join(tmpdir(), 'bihuan-console-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>闭环</title><div id="root"></div>');
  writeFileSync(join(folder, 'assets', 'index-DpX3f1aB.js'), script);
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  app = createApp({ ...town.deps, consoleDir: folder });
  unbuilt = createApp({ ...town.deps, consoleDir: join(folder, 'nothing') });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await town.close();
});

const go = (path: string, accept = navigation, from = app) => request(from).get(path).set('Accept', accept);

describe('the console is served by the API', () => {
  it.each(['/', '/cases', '/cases/01JABCDEFGHJKMNPQRSTVWXYZ0', '/registers/units', '/sign-in', '/apiary'])(
    'at %s, by the page that knows which one it is and is never kept',
    async (path) => {
      const reply = await go(path);
      expect([reply.status, reply.headers['cache-control'], reply.type]).toEqual([200, 'no-store', 'text/html']);
      expect(reply.text).toContain('id="root"');
    },
  );

  it('at its own address to whoever takes anything, as a terminal does', async () => {
    expect((await go('/', '*/*')).text).toContain('id="root"');
    expect((await request(app).head('/').set('Accept', '*/*')).status).toBe(200);
  });

  it('with scripts that are kept for a year, since another script has another name', async () => {
    const reply = await go('/assets/index-DpX3f1aB.js', '*/*');
    expect([reply.status, reply.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(reply.text).toBe(script);
    const icon = await go('/icon.svg', 'image/*');
    expect([icon.status, icon.headers['cache-control']]).toEqual([200, 'public, max-age=0']);
  });

  it('answers what is not there as ever, and never with a page: scripts that are gone, programs, the API', async () => {
    const asked: [string, string][] = [
      ['/assets/index-of-last-week.js', '*/*'],
      ['/assets/index-of-last-week.js', navigation],
      ['/assets/../../package.json', navigation],
      ['/nothing', '*/*'],
      ['/nothing', 'application/json'],
      ['/api/v1/nothing', navigation],
      ['/api/nothing', navigation],
      ['/api', navigation],
      ['/healthz/deep', navigation],
      ['/metrics/', navigation],
    ];
    for (const [path, accept] of asked) {
      const reply = await go(path, accept);
      expect([path, reply.status, reply.type]).toEqual([path, 404, 'application/problem+json']);
    }
    expect((await request(app).post('/cases').set('Accept', navigation).send({})).status).toBe(404);
  });

  it('says in plain words how to build it where it was not built', async () => {
    for (const path of ['/', '/worklist']) {
      const reply = await go(path, navigation, unbuilt);
      expect([reply.status, reply.type]).toEqual([503, 'text/html']);
      expect(reply.text).toContain('npm run build');
    }
    expect((await go('/healthz', navigation, unbuilt)).status).toBe(200);
  });

  it('lets nothing run, be loaded or be framed that is not from here', async () => {
    for (const path of ['/', '/assets/index-DpX3f1aB.js', '/api/v1/setup']) {
      const policy = String((await go(path, '*/*')).headers['content-security-policy']);
      const said = Object.fromEntries(
        policy.split(';').map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]),
      );
      expect(said).toMatchObject({
        'default-src': "'self'",
        'script-src': "'self'",
        'style-src': "'self'",
        'style-src-attr': "'unsafe-inline'",
        'connect-src': "'self'",
        'font-src': "'self'",
        'img-src': "'self' data: blob:",
        'frame-ancestors': "'none'",
        'object-src': "'none'",
      });
    }
  });
});

describe('answers are compressed', () => {
  const encodingOf = async (path: string, cookie = ''): Promise<unknown> =>
    (await request(app).get(path).set({ Cookie: cookie, 'Accept-Encoding': 'gzip' })).headers['content-encoding'];

  it('where they are text of more than a kilobyte', async () => {
    const { cookie } = await town.as('ofc');
    expect(await encodingOf('/assets/index-DpX3f1aB.js')).toBe('gzip');
    expect(await encodingOf('/api/openapi.json')).toBe('gzip');
    expect(await encodingOf('/api/v1/units', cookie)).toBe('gzip');
    expect(await encodingOf('/icon.svg')).toBeUndefined();
    expect(await encodingOf('/healthz')).toBeUndefined();
  });

  it('and not where they hold a secret, or are an attachment', async () => {
    const vgg = await town.as('vgg');
    const [photo] = await vgg.photos(1);
    const me = await request(app).get('/api/v1/me').set({ Cookie: vgg.cookie, 'Accept-Encoding': 'gzip' });
    expect(me.text.length).toBeGreaterThan(1_024);
    expect([me.body.csrfToken, me.headers['content-encoding']]).toEqual([vgg.csrf, undefined]);
    expect(await encodingOf(`/api/v1/attachments/${photo ?? ''}`, vgg.cookie)).toBeUndefined();
  });
});

describe('signing in over plain HTTP, where cookies are for HTTPS only', () => {
  let secure: Express;
  beforeAll(() => {
    const config = { ...town.deps.config, cookieSecure: true, allowedHosts: ['bihuan.example.gov.cn', '192.168.1.20'] };
    secure = createApp({ ...town.deps, config });
  });

  const signIn = (headers: { [name: string]: string }) =>
    request(secure).post('/api/v1/session').set(headers).send({ username: 'ofc', password: 'drill-ofc' });

  it.each([
    { Host: '192.168.1.20:8080' },
    { Host: 'bihuan.example.gov.cn' },
    { Host: '192.168.1.20:8080', Origin: 'http://192.168.1.20:8080', 'X-Forwarded-Proto': 'https' },
    { Host: 'bihuan.example.gov.cn', 'X-Forwarded-Proto': 'http' },
  ])('is refused with the way on, and no cookie that the browser would throw away: %o', async (headers) => {
    const reply = await signIn(headers);
    expect([reply.status, reply.body.code, reply.body.reason]).toEqual([403, 'forbidden', 'https-required']);
    expect(reply.body.detail).toMatch(/https:\/\/.*docs\/deploy\.md/);
    expect(reply.headers['set-cookie']).toBeUndefined();
  });

  it.each([
    { Host: 'localhost:8080' },
    { Host: '127.0.0.1:8080', Origin: 'http://127.0.0.1:8080' },
    { Host: '[::1]:8080' },
    { Host: 'bihuan.example.gov.cn', Origin: 'https://bihuan.example.gov.cn' },
    { Host: 'bihuan.example.gov.cn', 'X-Forwarded-Proto': 'https' },
  ])('is no matter on the machine itself, nor behind HTTPS: %o', async (headers) => {
    const reply = await signIn(headers);
    expect([reply.status, String(reply.headers['set-cookie'])]).toEqual([
      204,
      expect.stringMatching(/^__Host-bihuan=.*; Secure/),
    ]);
  });
});
