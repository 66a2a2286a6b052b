import { openApiOf } from '../../api/openapi/document';
import { fieldsOf, mentionedIn } from '../../api/openapi/schemas';
import { FIELD_NAMES } from '../../api/dto/field-names';
import { holdsCodes } from '../../api/present/labels';
import { DICTIONARY } from '../../api/present/dictionary';
import { PACK_LISTS } from '../../api/present/pack-names';
import { allRoutes } from '../../api/routes';
import { openTown, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  await town.close();
});

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

interface Enumeration {
  /** Where it stands, such as `CaseAnswer.status`. */
  at: string;
  codes: string[];
  list: unknown;
}

/** Every enumeration of the document with its codes and the list that it says they are of. */
const enumerations = (value: unknown, at = ''): Enumeration[] => {
  if (!isJson(value)) return [];
  const own = value['enum'];
  const codes = Array.isArray(own) ? own.filter((code): code is string => typeof code === 'string') : [];
  const here = codes.length > 0 ? [{ at, codes, list: value['x-dictionary'] }] : [];
  const skipped = ['schemas', 'properties', 'components', 'items', 'examples'];
  return [
    ...here,
    ...Object.entries(value).flatMap(([name, held]) =>
      name === 'enum' || name === 'examples' ? [] : enumerations(held, skipped.includes(name) ? at : `${at}.${name}`),
    ),
  ];
};

const documentOf = (): Json => openApiOf(allRoutes(town.deps)) as Json;

const schemasOf = (document: Json): Record<string, Json> =>
  (document['components'] as { schemas: Record<string, Json> }).schemas;

/** Enumerations that nobody reads in a console, each with why. */
const TECHNICAL: Readonly<Record<string, string>> = {
  me: 'the only thing that can be asked for',
  next: 'the only thing that can be asked for',
  true: 'the only thing that can be asked for',
  'case,subject': 'two views of one list; the console has a tab for each',
  'nextDue,openedAt,-openedAt,updatedAt,-updatedAt': 'an order of a list',
  'json,csv': 'a list as answer or as table',
  'tishi,zhenggai-yijian,xianqi-zhenggai-yijian': 'types of papers, which packs name',
};

describe('U-50 the dictionary', () => {
  it('names every code in Chinese', async () => {
    const { items } = (await (await town.as('ofc')).get('/api/v1/dictionary')).body as {
      items: { list: string; codes: { code: string; name: string }[] }[];
    };
    expect(items.map(({ list }) => list)).toEqual(Object.keys(DICTIONARY));
    for (const { list, codes } of items)
      for (const { code, name } of codes)
        expect([list, code, /\p{Script=Han}/u.test(name)]).toEqual([list, code, true]);
  });

  it('has every enumeration of the document, but for the technical ones and the reasons of refusals', () => {
    const all = enumerations(documentOf());
    expect(all.length).toBeGreaterThan(100);
    const missing = all.filter(
      ({ at, codes, list }) =>
        !(codes.join() in TECHNICAL) &&
        !at.startsWith('.Problem.reason') &&
        (typeof list !== 'string' || codes.some((code) => !Object.hasOwn(Reflect.get(DICTIONARY, list) ?? {}, code))),
    );
    expect(missing).toEqual([]);
  });

  it('gives each field the list that it is of', () => {
    const lists: Record<string, string[]> = {};
    for (const { at, list } of enumerations(schemasOf(documentOf())))
      if (typeof list === 'string')
        lists[list] = [...new Set([...(lists[list] ?? []), at.split('.').at(-1) ?? ''])].sort();
    expect(lists).toEqual({
      'account-act': ['act'],
      'account-act-status': ['status'],
      'account-decision': ['act'],
      'audit-outcome': ['outcome'],
      'case-command': ['command'],
      'case-status': ['returnTo', 'status'],
      clock: ['clock'],
      'clock-service': ['clockService'],
      'co-sign-decision': ['decision'],
      'date-change': ['kind'],
      'deadline-state': ['state'],
      decision: ['decision'],
      'delivery-state': ['state'],
      domain: ['domain', 'domains'],
      'effect-kind': ['kind'],
      'escalation-act': ['act'],
      'escalation-command': ['command'],
      'escalation-status': ['status'],
      'event-type': ['eventTypes', 'type'],
      grade: ['grade'],
      'hazard-tag': ['tag', 'tags'],
      'ladder-addressee': ['addressee'],
      'ladder-trigger': ['trigger'],
      lamp: ['lamp'],
      'measure-kind': ['kind'],
      'media-type': ['mediaType'],
      overlay: ['overlays'],
      'paper-state': ['state'],
      permission: ['permissions'],
      'policy-move-status': ['status'],
      'post-act': ['act'],
      'post-status': ['status'],
      problem: ['code'],
      'proposal-act': ['act'],
      readiness: ['status'],
      'recheck-result': ['result'],
      role: ['deciders', 'issuers', 'mayConfirm', 'role', 'roles', 'whoCan'],
      'rung-act': ['act'],
      'service-mode': ['mode'],
      signer: ['kind'],
      source: ['source'],
      'stream-kind': ['kind'],
      'stream-status': ['status'],
      'register-act': ['allowedActs'],
      'subject-kind': ['kind'],
      'token-scope': ['scopes'],
      'unit-kind': ['kind'],
      'verify-method': ['method'],
      'visit-result': ['result'],
      'way-again': ['again'],
    });
  });

  it.each([
    ['CaseAnswer', 'hazardType', 'hazard-type'],
    ['CasePaperAnswer', 'type', 'paper-type'],
    ['NotificationAnswer', 'template', 'message-template'],
    ['AuditEntryAnswer', 'action', 'audit-action'],
    ['DeadlineAnswer', 'reason', 'deadline-end'],
  ])('says of what list %s.%s is, though it is no enumeration', (schema, field, list) => {
    const { properties } = schemasOf(documentOf())[schema] as { properties: Record<string, Json> };
    expect(properties[field]?.['x-dictionary']).toBe(list);
    expect([...Object.keys(DICTIONARY), ...PACK_LISTS]).toContain(list);
  });
});

describe('U-50 what stands beside an answer', () => {
  const roots = () =>
    allRoutes(town.deps).flatMap(({ method, path, access, success: { answer } }) =>
      method === 'get' && access === 'person' && answer !== undefined ? [{ path, answer }] : [],
    );

  it('is labels wherever it can hold a code', () => {
    const without = roots().filter(({ answer }) => holdsCodes(answer) && !('labels' in fieldsOf(answer)));
    expect(without.map(({ path }) => path)).toEqual([]);
  });

  it('is names wherever it can hold an id of a unit, a person, a place or a subject', () => {
    const schemas = schemasOf(documentOf());
    const named = ['unit', 'person', 'site', 'subject'];
    const holdsIds = (name: string, seen = new Set<string>()): boolean => {
      if (seen.has(name)) return false;
      seen.add(name);
      const { properties = {} } = schemas[name] as { properties?: Record<string, Json> };
      const isText = ({ type, items }: Json): boolean =>
        [type].flat().includes('string') || (isJson(items) && isText(items));
      const own = Object.entries(properties).some(
        ([field, schema]) => named.includes(FIELD_NAMES[field]?.widget ?? '') && isText(schema),
      );
      return own || mentionedIn(properties).some((inner) => holdsIds(inner, seen));
    };
    // In a pack the person who decided between prose and bracket is a name, not an id.
    const without = roots().filter(
      ({ answer }) => answer.name !== 'PackAnswer' && holdsIds(answer.name) && !('names' in fieldsOf(answer)),
    );
    expect(without.map(({ path }) => path)).toEqual([]);
  });
});
