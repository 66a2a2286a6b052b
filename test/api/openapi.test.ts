import request from 'supertest';
import { mentionedIn } from '../../api/openapi';
import { allRoutes } from '../../api/routes';
import { openTown, type TestTown } from '../support/open-town';

interface Schema {
  required?: string[];
  properties: Record<string, unknown>;
}

let town: TestTown;
let document: { openapi: string; paths: object; components: { schemas: Record<string, Schema> } };
beforeAll(async () => {
  town = await openTown({ seeded: false });
  document = (await request(town.app).get('/api/openapi.json')).body;
});
afterAll(async () => {
  await town.close();
});

describe('the OpenAPI document', () => {
  it('names every route that is served, and no other', async () => {
    const served = allRoutes(town.deps).map((route) => `${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`);
    const told = Object.entries(document.paths).flatMap(([path, methods]: [string, object]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(told.sort()).toEqual(served.sort());
    for (const route of told) {
      const [method = 'get', path = ''] = route.split(' ');
      const verb = method === 'post' || method === 'delete' ? method : 'get';
      const reply = await request(town.app)[verb](path.replace(/\{\w+\}/g, 'x1'));
      expect([route, reply.status === 405 || (reply.status === 404 && !/^\/api\/(docs|rules)/.test(path))]).toEqual([
        route,
        false,
      ]);
    }
  });

  it('defines every schema it mentions', () => {
    expect(document.openapi).toBe('3.1.0');
    const defined = Object.keys(document.components.schemas);
    for (const name of mentionedIn(document)) expect(defined).toContain(name);
  });

  it('says what a report needs', () => {
    const schema = document.components.schemas['ReportBody'];
    expect(schema?.required?.sort()).toEqual(['description', 'foundAt', 'hazardType', 'source', 'title']);
    expect(schema?.properties['title']).toMatchObject({ type: 'string', maxLength: 200 });
    expect(schema?.properties['place']).toEqual({ $ref: '#/components/schemas/PlaceBody' });
  });

  it('has a page that loads nothing from elsewhere', async () => {
    const page = await request(town.app).get('/api/docs');
    expect(page.text).not.toMatch(/https?:\/\//);
    for (const [, asset] of page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g))
      expect((await request(town.app).get(String(asset))).status).toBe(200);
    expect((await request(town.app).get('/api/docs/package.json')).status).toBe(404);
  });
});

describe('limits', () => {
  it('sends those away who ask too often, and says when to come back', async () => {
    const busy = await openTown({ seeded: false, config: { rateLimit: 3 } });
    try {
      const replies: request.Response[] = [];
      for (let n = 0; n < 5; n += 1) replies.push(await request(busy.app).get('/api/v1/cases'));
      expect(replies.map((reply) => reply.status)).toEqual([401, 401, 401, 429, 429]);
      expect(replies[4]?.body.code).toBe('rate-limited');
      expect(replies[4]?.headers['retry-after']).toBe('60');
    } finally {
      await busy.close();
    }
  });
});
