import Ajv2020 from 'ajv/dist/2020';
import request from 'supertest';
import { openApiOf } from '../../api/openapi/document';
import { mentionedIn } from '../../api/openapi/schemas';
import { allRoutes } from '../../api/routes';
import { openTown, type TestTown } from '../support/open-town';

interface Schema {
  required?: string[];
  properties: Record<string, { title?: string }>;
}

interface Parameter {
  name: string;
  in: string;
  style?: string;
  explode?: boolean;
  schema: { type: string };
}

interface Operation {
  description?: string;
  parameters: Parameter[];
  responses: Record<string, { content?: Record<string, { schema: { $ref?: string; oneOf?: { $ref?: string }[] } }> }>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const han = /\p{Script=Han}/u;

let town: TestTown;
let document: Document;
/** With the operations of a training town, which other towns do not have. */
let whole: Document;
let operations: [string, Operation][];
beforeAll(async () => {
  town = await openTown({ seeded: false });
  document = (await request(town.app).get('/api/openapi.json')).body;
  const training = {
    now: town.deps.now,
    next: () => Promise.resolve(null),
    moveTo: () => Promise.resolve([]),
    accounts: [],
  };
  whole = openApiOf(allRoutes({ ...town.deps, training })) as Document;
  operations = Object.entries(whole.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  );
});
afterAll(async () => {
  await town.close();
});

describe('the OpenAPI document', () => {
  it('names every route that is served, and no other', async () => {
    const served = allRoutes(town.deps).map((route) => `${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`);
    const told = Object.entries(document.paths).flatMap(([path, methods]) =>
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

  it('says of every operation what it does and what it answers', () => {
    const answersNothing = ([status, { content }]: [string, Operation['responses'][string]]): boolean =>
      status !== '204' && Object.keys(content ?? {}).length === 0;
    const answersUntyped = ([, { content }]: [string, Operation['responses'][string]]): boolean =>
      [content?.['application/json']?.schema ?? { $ref: '' }]
        .flatMap(({ oneOf, ...one }) => oneOf ?? [one])
        .some(({ $ref }) => $ref === undefined);
    for (const [name, { description = '', responses }] of operations) {
      const answers = Object.entries(responses);
      expect([name, han.test(description)]).toEqual([name, true]);
      expect([name, answers.filter(answersNothing)]).toEqual([name, []]);
      expect([name, answers.filter(answersUntyped)]).toEqual([name, []]);
    }
  });

  it('has a Chinese name for every field', () => {
    const unnamed = Object.entries(whole.components.schemas).flatMap(([name, { properties }]) =>
      Object.entries(properties)
        .filter(([, { title = '' }]) => !han.test(title))
        .map(([field]) => `${name}.${field}`),
    );
    expect(unnamed).toEqual([]);
  });

  it('asks for lists in the query as one parameter, separated by commas', () => {
    const lists = operations.flatMap(([, { parameters }]) =>
      parameters.filter((parameter) => parameter.in === 'query' && parameter.schema.type === 'array'),
    );
    expect(lists.map(({ name }) => name)).toContain('kind');
    for (const list of lists) expect(list).toMatchObject({ style: 'form', explode: false });
  });

  it('shows of every body an example that its own schema takes', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'doc', components: document.components });
    const shown = Object.entries(document.components.schemas).filter(([, schema]) => 'examples' in schema);
    expect(shown.length).toBeGreaterThan(40);
    for (const [name, schema] of shown) {
      const { examples = [] } = schema as { examples?: unknown[] };
      const takes = ajv.compile({ $ref: `doc#/components/schemas/${name}` });
      for (const example of examples) expect([name, takes(example), takes.errors]).toEqual([name, true, null]);
    }
  });

  it('says what a report needs', () => {
    const schema = document.components.schemas['ReportBody'];
    expect(schema?.required?.sort()).toEqual(['description', 'foundAt', 'hazardType', 'source', 'title']);
    expect(schema?.properties['title']).toMatchObject({ type: 'string', maxLength: 200 });
    expect(schema?.properties['place']).toMatchObject({ $ref: '#/components/schemas/PlaceBody' });
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
