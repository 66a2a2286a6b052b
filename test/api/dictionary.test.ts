import { openApiOf } from '../../api/openapi/document';
import { DICTIONARY } from '../../api/present/dictionary';
import { allRoutes } from '../../api/routes';
import { openTown, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  await town.close();
});

/** Every enumeration of the document with its codes. */
const enumerations = (value: unknown): string[][] => {
  if (typeof value !== 'object' || value === null) return [];
  const own: unknown = Reflect.get(value, 'enum');
  const here = Array.isArray(own) ? [own.filter((code): code is string => typeof code === 'string')] : [];
  return [...here, ...Object.values(value).flatMap(enumerations)];
};

const field = (document: object, schema: string, name: string): string[] => {
  const { components } = document as {
    components: { schemas: Record<string, { properties: Record<string, object> }> };
  };
  return enumerations(components.schemas[schema]?.properties[name])[0] ?? [];
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

  it.each([
    ['CaseAnswer', 'status', 'case-status'],
    ['CaseAnswer', 'grade', 'grade'],
    ['CaseAnswer', 'domain', 'domain'],
    ['CaseAnswer', 'source', 'source'],
    ['CaseAnswer', 'overlays', 'overlay'],
    ['ClockAnswer', 'clock', 'clock'],
    ['ClockAnswer', 'lamp', 'lamp'],
    ['DeadlineAnswer', 'state', 'deadline-state'],
    ['EscalationAnswer', 'act', 'escalation-act'],
    ['EscalationAnswer', 'status', 'escalation-status'],
    ['UnitAnswer', 'kind', 'unit-kind'],
    ['SubjectAnswer', 'kind', 'subject-kind'],
    ['PostAnswer', 'role', 'role'],
  ])('has all that %s.%s can be', (schema, name, list) => {
    const codes = field(openApiOf(allRoutes(town.deps)), schema, name);
    expect(codes.length).toBeGreaterThan(1);
    expect(codes.filter((code) => !Object.hasOwn(DICTIONARY[list] ?? {}, code))).toEqual([]);
  });
});
