import type { Schema } from '../dto/fields';

/** What stands in examples where the rules of a field leave it open. */
const KNOWN: Readonly<Record<string, unknown>> = {
  act: 'interview',
  address: '白鹤镇梅桥村 1 号',
  clauseId: 'baihe-charging-site',
  creditCode: '91310118MA1JL0000N',
  description: '充电棚无灭火器、无自动断电装置。',
  externalId: 'grid-4711',
  hazardType: 'charging-site-fire',
  latitude: 31.15,
  longitude: 121.12,
  packId: 'baihe-2025',
  phone: '13800000000',
  slug: 'anquanban',
  title: '电动自行车充电棚无消防设施',
  townId: 'baihe',
  url: 'https://example.org/bihuan',
  username: 'zhang.san',
  version: '1.2.0',
};

/** What the schema alone does not say of some bodies: one of two fields, what an act needs. */
const OF_CLASS: Readonly<Record<string, Record<string, unknown>>> = {
  ReportBody: { place: { address: '白鹤镇梅桥村 1 号' }, attachmentIds: ['01J8Z3KQ5W7X9Y1B2C3D4E5F6G'] },
  ProposeBody: { act: 'void' },
  ProposeMajorBody: { act: 'confirm-major' },
  ProposeOrderBody: { act: 'statutory-order' },
  ProposeControlBody: { act: 'impose-control' },
  ProposeDateBody: { act: 'new-date' },
  ProposeReassignBody: { act: 'reassign-above' },
  ProposeExtendBody: { act: 'extend' },
  ProposeSuspendBody: { act: 'suspend' },
  BatchCaseBody: { version: 12 },
  CaseBatchBody: { command: 'verify', body: { method: 'documents', finding: '材料属实' } },
  AddresseeBody: { subjectId: '01J8Z3KQ5W7X9Y1B2C3D4E5F6G' },
};

const anId = '01J8Z3KQ5W7X9Y1B2C3D4E5F6G';

type Schemas = Readonly<Record<string, Schema>>;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

const ofText = ({ format, pattern, title }: Schema): unknown => {
  if (format === 'date-time') return '2025-03-14T09:00:00+08:00';
  if (format === 'date') return '2025-03-14';
  if (pattern === '^\\d{6}$') return '123456';
  return typeof pattern === 'string' ? anId : `${typeof title === 'string' ? title : '文字'}……`;
};

const ofField = (name: string, schema: Schema, schemas: Schemas): unknown => {
  const { $ref, const: constant, enum: codes, type, items, minimum, oneOf } = schema;
  if (typeof $ref === 'string') return exampleOf($ref.split('/').at(-1) ?? '', schemas);
  if (constant !== undefined) return constant;
  if (Array.isArray(codes)) return codes[0];
  if (Array.isArray(oneOf)) return isSchema(oneOf[0]) ? ofField(name, oneOf[0], schemas) : null;
  if (type === 'array') return isSchema(items) ? [ofField('', items, schemas)] : [];
  if (type !== 'object' && Object.hasOwn(KNOWN, name)) return KNOWN[name];
  if (type === 'integer' || type === 'number') return typeof minimum === 'number' ? Math.max(1, minimum) : 1;
  if (type === 'boolean') return true;
  return ofText(schema);
};

/** An example of a body: its required fields, each as its schema wants it. */
export const exampleOf = (name: string, schemas: Schemas): Record<string, unknown> => {
  const { properties, required } = schemas[name] ?? {};
  const fields = isSchema(properties) ? Object.entries(properties) : [];
  const wanted: readonly unknown[] = Array.isArray(required) ? required : [];
  const example = Object.fromEntries(
    fields.flatMap(([field, schema]) =>
      wanted.includes(field) && isSchema(schema) ? [[field, ofField(field, schema, schemas)]] : [],
    ),
  );
  return { ...example, ...OF_CLASS[name] };
};
