import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { CLOCK } from '../../../domain/clock-names';
import { RULED_CLOCKS } from '../../../domain/policy/check-rows';
import { ROLES } from '../../../domain/people/roles';
import { LADDER_ADDRESSEES, LADDER_TRIGGERS } from '../../../domain/policy/ladder';
import { GRADES, HAZARD_TAGS, PACK_UNIT_KINDS } from '../../../domain/policy/pack';
import { RUNG_ACTS } from '../../../domain/stream';

const root = join(__dirname, '../../..');

interface Shape {
  properties: Record<string, object>;
  required: string[];
  enum?: string[];
}

const schema: Shape & { $defs: Record<string, Shape> } = JSON.parse(
  readFileSync(join(root, 'policies/schema/pack.schema.json'), 'utf8'),
);

/** Where the interfaces of a pack stand. */
const FILES = ['pack.ts', 'extension.ts', 'suspension.ts'].map((name) => join(root, 'domain/policy', name));

const statements = FILES.flatMap((file) => [
  ...ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true).statements,
]);

/** Field names of each exported interface of a pack, and which are optional. */
const interfaces = statements.filter(ts.isInterfaceDeclaration).map((node) => ({
  name: node.name.text,
  fields: [
    ...node.members
      .filter(ts.isPropertySignature)
      .map((member) => ({ name: member.name.getText(), optional: member.questionToken !== undefined })),
    ...(node.heritageClauses === undefined ? [] : [{ name: 'source', optional: false }]),
  ],
}));

/** The words of the one enumeration that is a type alone. */
const hazardDomains = (): string[] => {
  const text = readFileSync(join(root, 'domain/policy/pack.ts'), 'utf8');
  const body = /export type HazardDomain =([^;]*);/.exec(text)?.[1] ?? '';
  return [...body.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');
};

describe('pack.schema.json', () => {
  it.each(interfaces.filter(({ name }) => name !== 'Sourced'))(
    'says the same as the interface $name',
    ({ name, fields }) => {
      const shape = name === 'Pack' ? schema : schema.$defs[name]!;
      expect(Object.keys(shape.properties).sort()).toEqual(fields.map((field) => field.name).sort());
      const needed = fields.filter(({ optional }) => !optional).map((field) => field.name);
      expect([...shape.required].sort()).toEqual(needed.sort());
    },
  );

  it.each([
    ['rungAct', RUNG_ACTS],
    ['hazardDomain', hazardDomains()],
    ['grade', GRADES],
    ['tag', HAZARD_TAGS],
  ])('lists for %s the words of the type', (definition, words) => {
    expect(schema.$defs[definition]?.enum).toEqual(words);
  });

  it.each([
    ['PackUnit', 'kind', PACK_UNIT_KINDS],
    ['Ladder', 'addressee', LADDER_ADDRESSEES],
    ['Ladder', 'trigger', LADDER_TRIGGERS],
  ])('lists for %s.%s the words of its type', (definition, property, words) => {
    expect(schema.$defs[definition]?.properties[property]).toMatchObject({ enum: words });
  });

  it('lists every clock', () => {
    expect(schema.$defs['clockName']?.enum).toEqual(Object.keys(CLOCK));
  });

  it('lists the roles of roles.ts', () => {
    expect(schema.$defs['role']?.enum).toEqual([...ROLES]);
  });

  it('closes every object', () => {
    const open: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('type' in value && value.type === 'object' && !('additionalProperties' in value)) open.push(path);
      Object.entries(value).forEach(([key, part]) => {
        walk(part, `${path}/${key}`);
      });
    };
    walk(schema, '');
    expect(open).toEqual([]);
  });

  it('leaves no clock without a rule but those that the watch, the suspension and the day rule', () => {
    const rest = Object.keys(CLOCK).filter((clock) => !RULED_CLOCKS.some((ruled) => ruled === clock));
    expect(rest).toEqual(['watch-visit', 'watch-end', 'suspension-review', 'suspension-end', 'day-end']);
  });
});
