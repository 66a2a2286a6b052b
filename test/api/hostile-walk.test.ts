import { Agent, request as send, type IncomingMessage } from 'node:http';
import request from 'supertest';
import { serve } from '../../api/server';
import type { RunningServer } from '../../listen';
import {
  bentAt,
  HOSTILE_HEADERS,
  HOSTILE_TEXTS,
  HOSTILE_VALUES,
  operationsOf,
  sampleOf,
  type Document,
  type Operation,
} from '../support/hostile';
import { freshKey, openTown, gradeCase, reportCase, type TestPerson, type TestTown } from '../support/open-town';

let town: TestTown;
let server: RunningServer;
let document: Document;
let operations: Operation[];
/** Real ids by the name of the field that holds one, so that everything but the bent place is right. */
let known: Record<string, unknown>;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

beforeAll(async () => {
  town = await openTown();
  server = await serve(town.app, '127.0.0.1', 0);
  document = (await request(town.app).get('/api/openapi.json')).body;
  operations = operationsOf(document);
  const caseId = await reportCase(town);
  await gradeCase(town, caseId);
  const ofc = await town.as('ofc');
  const opened = await ofc.post('/api/v1/escalations', {
    act: 'interview',
    addressee: { subjectId: 'drill-company' },
    caseIds: [caseId],
    reason: '屡次逾期',
  });
  const [photo] = await ofc.photos(1);
  const hook = await (
    await town.as('sa')
  ).post('/api/v1/webhooks', { url: 'https://example.com/hook', townId: 'drill-town' });
  known = {
    caseId,
    caseIds: [caseId],
    escalationId: opened.body.escalationId,
    townId: 'drill-town',
    town: 'drill-town',
    unitId: 'drill-town-meiqiao',
    villageUnitId: 'drill-town-meiqiao',
    leadUnitId: 'drill-town-chengyun',
    responsibleUnitId: 'drill-town-meiqiao',
    issuerUnitId: 'drill-town-chengyun',
    parentId: 'drill-town-zhengfu',
    siteId: 'drill-charging-site',
    subjectId: 'drill-company',
    subjectIds: ['drill-company'],
    ownerSubjectId: 'drill-company',
    personId: town.people['ex'],
    guardPersonId: town.people['vgm'],
    hostPersonId: town.people['l2'],
    coActorId: town.people['ldd'],
    packId: 'drill',
    hazardType: 'charging-site-fire',
    clauseId: 'baihe-charging-site',
    attachmentId: photo,
    attachmentIds: [photo],
    webhookId: hook.body.webhookId,
    act: 'interview',
    url: 'https://example.com/',
    address: '梅桥村 1 号',
    number: '沪执法0009',
  };
});
afterAll(async () => {
  agent.destroy();
  await server.stop(100);
  await town.close();
});

interface Sent {
  what: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

const exchange = ({ method, path, headers, body }: Sent): Promise<{ status: number; type: string; text: string }> =>
  new Promise((resolve, reject) => {
    const answered = (reply: IncomingMessage): void => {
      let text = '';
      reply.setEncoding('utf8');
      reply.on('data', (part) => (text += String(part)));
      reply.on('end', () => {
        resolve({ status: reply.statusCode ?? 0, type: reply.headers['content-type'] ?? '', text });
      });
    };
    const asked = send({ agent, host: '127.0.0.1', port: server.port, method, path, headers }, answered);
    asked.on('error', reject);
    asked.end(body);
  });

const leaks = [/\n\s+at /, /\b(SELECT|INSERT INTO|UPDATE)\b/, /sqlite|mariadb|QueryFailed|node_modules/i];

/** With the version that a command finds, so that it reaches the rules. */
const upToDate = async (sent: Sent): Promise<Sent> => {
  const [, kind, id] = /\/(case|escalation)s\/([^/]+)\/commands\//.exec(sent.path) ?? [];
  if (kind === undefined || id === undefined || sent.headers['If-Match'] !== '"1"') return sent;
  const version = (await town.record.door.loadFile(`${kind}:${id}`))?.version ?? 1;
  return { ...sent, headers: { ...sent.headers, 'If-Match': `"${String(version)}"` } };
};

/** Sends them eight at a time; what is answered with 5xx, without a problem document or with too much. */
const faultsOf = async (all: readonly Sent[]): Promise<string[]> => {
  const faults: string[] = [];
  const waiting = [...all];
  const lane = async (): Promise<void> => {
    for (let sent = waiting.pop(); sent !== undefined; sent = waiting.pop()) {
      const { status, type, text } = await exchange(await upToDate(sent));
      const isProblem = status < 400 || type.startsWith('application/problem+json');
      if (status >= 500 || !isProblem || (status >= 400 && leaks.some((leak) => leak.test(text))))
        faults.push(`${sent.what}: ${String(status)} ${text.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return faults;
};

const credentials = ({ cookie, csrf }: TestPerson): Record<string, string> => ({
  Cookie: cookie,
  'X-CSRF-Token': csrf,
  'Idempotency-Key': freshKey(),
  'If-Match': '"1"',
});

/** Signing out would end the walk. */
const isWalked = ({ method, path }: Operation): boolean => !(method === 'delete' && path === '/api/v1/session');

const pathOf = ({ path, parameters }: Operation, bent: Record<string, string> = {}): string => {
  return parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((filled, { name }) => {
      const id = new Map(Object.entries(known)).get(name);
      return filled.replace(`{${name}}`, bent[name] ?? (typeof id === 'string' ? id : 'x1'));
    }, path);
};

const bodiesOf = (operation: Operation): unknown[] =>
  operation.bodies.map((schema) => sampleOf(schema, known, document));

/** Who gets furthest with it: the administrator beside the cases, else a head of two units. */
const ofAdministration = /^\/api\/v1\/(towns|units|people|posts|webhooks|audit)/;
const walkerOf = ({ path }: Operation): string => (ofAdministration.test(path) ? 'sa' : 'ldc');

const walk = async (make: (operation: Operation, headers: Record<string, string>) => Sent[]): Promise<number> => {
  let count = 0;
  const faults: string[] = [];
  for (const operation of operations.filter(isWalked)) {
    const all = make(operation, credentials(await town.as(walkerOf(operation))));
    count += all.length;
    faults.push(...(await faultsOf(all)));
  }
  expect(faults).toEqual([]);
  return count;
};

const json = { 'Content-Type': 'application/json' };

describe('U-3 every place of every operation of the API document, with texts that do not belong there', () => {
  it('paths and query parameters are answered below 500', async () => {
    const count = await walk((operation, headers) => {
      const { method, parameters } = operation;
      const body = method === 'get' ? undefined : JSON.stringify(bodiesOf(operation)[0] ?? {});
      const sent = (what: string, path: string): Sent => ({
        what: `${method} ${what}`,
        method,
        path,
        headers: body === undefined ? headers : { ...headers, ...json, 'Idempotency-Key': freshKey() },
        ...(body === undefined ? {} : { body }),
      });
      const raw = ['%ff', '%E4%B8', '%', '%00', '%2e%2e%2f', ...HOSTILE_TEXTS.map(uriOf)];
      return parameters.flatMap(({ name, in: place }) => {
        if (place === 'header') return [];
        return raw.map((text) =>
          place === 'path'
            ? sent(`${operation.path} ${name}=${text.slice(0, 40)}`, pathOf(operation, { [name]: text }))
            : sent(`${operation.path}?${name}=${text.slice(0, 40)}`, `${pathOf(operation)}?${name}=${text}`),
        );
      });
    });
    expect(count).toBeGreaterThan(2_500);
  }, 300_000);

  it('headers are answered below 500', async () => {
    const names = ['Idempotency-Key', 'If-Match', 'X-CSRF-Token', 'Cookie', 'Authorization', 'traceparent', 'Accept'];
    const more = ['X-Forwarded-For', 'Content-Type', 'Range', 'X-Forwarded-Proto'];
    const writes = operations.filter(({ method, path }) => method !== 'get' && path !== '/api/v1/session');
    const some = [...writes.filter((_, at) => at % 5 === 0), ...operations.filter((_, at) => at % 20 === 0)];
    const ofc = await town.as('ofc');
    const all = some.filter(isWalked).flatMap((operation) =>
      [...names, ...more].flatMap((name) =>
        HOSTILE_HEADERS.map((text): Sent => ({
          what: `${operation.method} ${operation.path} ${name}: ${text.slice(0, 40)}`,
          method: operation.method,
          path: pathOf(operation),
          headers: {
            ...credentials(ofc),
            ...(operation.method === 'get' ? {} : json),
            [name]: text,
          },
          ...(operation.method === 'get' ? {} : { body: '{}' }),
        })),
      ),
    );
    expect(await faultsOf(all)).toEqual([]);
    expect(all.length).toBeGreaterThan(1_000);
  }, 300_000);

  it('fields of bodies are answered below 500', async () => {
    const walked = new Set<string>();
    const count = await walk((operation, headers) =>
      bodiesOf(operation).flatMap((body, at) => {
        const { $ref, title = $ref } = operation.bodies[at] ?? {};
        const path = pathOf(operation);
        const bents = [...bentAt(body, [...HOSTILE_TEXTS, ...HOSTILE_VALUES])];
        // One class of body is read by one parser: where it stands under a second path, a sample of it is enough.
        const isNew = !walked.has(JSON.stringify(Object.keys(body as object)));
        walked.add(JSON.stringify(Object.keys(body as object)));
        return bents
          .filter((_, nth) => isNew || nth % 12 === 0)
          .map(([pointer, bent]): Sent => ({
            what: `${path} ${String(title)} ${pointer}: ${JSON.stringify(bent).slice(0, 80)}`,
            method: operation.method,
            path,
            headers: { ...headers, ...json, 'Idempotency-Key': freshKey() },
            body: JSON.stringify(bent),
          }));
      }),
    );
    expect(count).toBeGreaterThan(10_000);
  }, 300_000);
});

const uriOf = (text: string): string => {
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ED%A0%80';
  }
};
