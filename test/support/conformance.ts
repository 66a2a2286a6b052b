import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import express, { type Express, type Request, type Response } from 'express';
import { PROBLEMS } from '../../api/problem';

type Json = Record<string, unknown>;

interface Operation {
  responses: Record<string, { content?: Record<string, { schema: Json }> }>;
}

/** As `GET /api/openapi.json` answers it. */
export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Answers may gain fields, but not without the document: here what it does not name is a deviation. */
const strict = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(strict);
  if (!isObject(value)) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, strict(item)]));
  return isObject(copy['properties']) && copy['type'] === 'object' && copy['additionalProperties'] === undefined
    ? { ...copy, additionalProperties: false }
    : copy;
};

const formats = { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/, date: /^\d{4}-\d\d-\d\d$/ };

/** Who reads a refusal knows fields by their Chinese names; for programs there are pointers. */
const FIELD_IN_ENGLISH = /（[a-z][A-Za-z]+）|请填 ?[a-z]\w+/u;

/** One object, since what was compiled is known by it. */
const problem: Json = { $ref: '#/components/schemas/Problem' };

/** Holds answers against the document. */
export class Conformance {
  /** What deviated, in words. */
  readonly deviations: string[] = [];
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true, formats });
  private readonly compiled = new Map<object, ValidateFunction>();
  private readonly templates: { path: string; pattern: RegExp; methods: Record<string, Operation> }[];

  constructor(document: ApiDocument) {
    this.ajv.addSchema({ $id: 'doc', components: strict(document.components) });
    this.templates = Object.entries(document.paths)
      .map(([path, methods]) => ({
        path,
        methods,
        pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
      }))
      // What is written out comes before what is a parameter.
      .sort((a, b) => a.path.split('{').length - b.path.split('{').length);
  }

  check(method: string, path: string, status: number, type: string, text: string): void {
    const at = `${method.toUpperCase()} ${path} ${status}`;
    if (type.startsWith('application/problem+json')) {
      const body = this.holds(at, problem, text);
      const code = isObject(body) ? body['code'] : undefined;
      const inEnglish = FIELD_IN_ENGLISH.exec(text);
      if (inEnglish !== null) this.deviations.push(`${at}: people read ${inEnglish[0]}`);
      const known = Object.entries(PROBLEMS).find(([name]) => name === code)?.[1];
      if (known?.status !== status) this.deviations.push(`${at}: the code ${String(code)} has another status`);
      return;
    }
    const found = this.templates.find(({ pattern, methods }) => pattern.test(path) && method in methods);
    const response = found?.methods[method]?.responses[String(status)];
    if (response === undefined) {
      this.deviations.push(`${at}: the document knows no such answer`);
      return;
    }
    const [media] = type.split(';');
    const content = Object.entries(response.content ?? {}).find(([name]) => name === media || name === '*/*');
    if (content === undefined) {
      if (text !== '' || response.content !== undefined)
        this.deviations.push(`${at}: ${type || 'nothing'} was answered`);
    } else if (media === 'application/json') this.holds(at, content[1].schema, text);
  }

  private holds(at: string, schema: Json, text: string): unknown {
    const body: unknown = JSON.parse(text);
    let validate = this.compiled.get(schema);
    if (validate === undefined) {
      const here = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"doc#/')) as Json;
      validate = this.ajv.compile(here);
      this.compiled.set(schema, validate);
    }
    if (!validate(body))
      this.deviations.push(
        ...(validate.errors ?? []).map(
          ({ instancePath, message, params, data }) =>
            `${at}: ${instancePath} ${String(message)} ${JSON.stringify(params).slice(0, 80)}, is ${JSON.stringify(data).slice(0, 80)}`,
        ),
      );
    return body;
  }
}

const decoders: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/** What an answer says, however it was packed. */
const textOf = (bytes: Buffer, encoding: unknown): string =>
  (decoders[String(encoding)]?.(bytes) ?? bytes).toString('utf8');

/** The app with every answer held against its document before it leaves. */
export const heldAgainst = (conformance: Conformance, app: Express): Express => {
  const outer = express();
  outer.disable('x-powered-by');
  outer.set('etag', false);
  outer.use((request: Request, response: Response, next) => {
    const chunks: Buffer[] = [];
    const note = (chunk: unknown, encoding: unknown): void => {
      if (typeof chunk === 'string')
        chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'));
      else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    };
    const { write, end } = response;
    const path = request.originalUrl.split('?')[0] ?? '';
    response.write = ((...args: [unknown, ...unknown[]]) => {
      note(args[0], args[1]);
      return Reflect.apply(write, response, args) as boolean;
    }) as Response['write'];
    response.end = ((...args: unknown[]) => {
      note(args[0], args[1]);
      if (request.method !== 'HEAD')
        conformance.check(
          request.method.toLowerCase(),
          path,
          response.statusCode,
          String(response.getHeader('content-type') ?? ''),
          textOf(Buffer.concat(chunks), response.getHeader('content-encoding')),
        );
      return Reflect.apply(end, response, args) as Response;
    }) as Response['end'];
    next();
  });
  outer.use(app);
  return outer;
};
