import { gzipSync } from 'node:zlib';

/** A row of the bad-input catalogue: what is sent and what must come back. */
export interface BadInputRow {
  /** Number of the input, with a letter where one kind has several. */
  id: string;
  /** Who sends it; null without credentials. Default `vgg`. */
  as?: string | null;
  method?: 'get' | 'post' | 'delete' | 'put' | 'patch' | 'trace';
  /** `{case}` is a case of the town, `{other}` a case of the other town, `{vote}` one whose close is open. */
  path: string;
  headers?: Record<string, string>;
  /** Headers that are left out. */
  without?: string[];
  /** Fields over a good report. */
  report?: Record<string, unknown>;
  body?: unknown;
  /** Bytes as they are. */
  raw?: string | Buffer;
  status: number;
  code: string;
  pointer?: string;
  /** What the answer tells. */
  says?: string;
  /** What the answer must not hold. */
  forbid?: string[];
}

const cases = '/api/v1/cases';
const common = `${cases}/commands`;
const ids = (n: number): string => Array.from({ length: n }, (_, at) => `c${String(at)}`).join(',');
const verify = '/api/v1/cases/{case}/commands/verify';
const goodVerify = { method: 'documents', finding: '材料属实' };
const json = { 'Content-Type': 'application/json' };

const report = (id: string, fields: Record<string, unknown>, pointer?: string): BadInputRow => ({
  id,
  method: 'post',
  path: cases,
  report: fields,
  status: 422,
  code: 'validation',
  ...(pointer === undefined ? {} : { pointer }),
});

const raw = (
  id: string,
  text: string | Buffer,
  status: number,
  code: string,
  headers: Record<string, string> = json,
): BadInputRow => ({
  id,
  method: 'post',
  path: cases,
  raw: text,
  headers,
  status,
  code,
});

const list = (id: string, query: string): BadInputRow => ({
  id,
  method: 'get',
  path: `${cases}?${query}`,
  status: 422,
  code: 'validation',
});

const unknownId = (id: string, caseId: string): BadInputRow => ({
  id,
  method: 'get',
  path: `${cases}/${caseId}`,
  status: 404,
  code: 'not-found',
  forbid: ['passwd', 'DROP'],
});

const key = (id: string, value: string): BadInputRow => ({
  id,
  method: 'post',
  path: cases,
  report: {},
  headers: { 'Idempotency-Key': value },
  status: 400,
  code: 'malformed-request',
});

/** Section 1: bodies, headers, ids, pagination. */
const bodies: BadInputRow[] = [
  raw('R1', '{"title":"截断', 400, 'malformed-request'),
  raw('R2a', '"x"', 400, 'malformed-request'),
  raw('R2b', 'null', 400, 'malformed-request'),
  raw('R2c', '5', 400, 'malformed-request'),
  raw('R2d', '[{}]', 400, 'malformed-request'),
  raw('R4a', '{"title":"a","title":"b"}', 400, 'malformed-request'),
  raw('R4b', '{"place":{"address":"a","addr\\u0065ss":"b"}}', 400, 'malformed-request'),
  raw('R5a', '{"__proto__":{"isAdmin":true}}', 422, 'validation'),
  raw('R5b', '{"constructor":{"prototype":{"isAdmin":true}}}', 422, 'validation'),
  report('R5c', { isAdmin: true, status: 'archived' }, '/isAdmin'),
  raw('R7', JSON.stringify({ title: 'x'.repeat(200_000) }), 413, 'too-large'),
  raw('R8', gzipSync(Buffer.alloc(50 * 1024 * 1024, 32)), 413, 'too-large', { ...json, 'Content-Encoding': 'gzip' }),
  raw('R8b', Buffer.from('no gzip'), 400, 'malformed-request', { ...json, 'Content-Encoding': 'gzip' }),
  raw('R10a', '{}', 415, 'unsupported-media-type', { 'Content-Type': 'text/plain' }),
  raw('R10b', '{}', 415, 'unsupported-media-type', { 'Content-Type': 'application/json; charset=gbk' }),
  raw('R11', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400, 'malformed-request'),
  report('R13', { title: '充电\u0000棚' }, '/title'),
  report('R13b', { description: '响铃\u0007' }, '/description'),
  raw('R14a', '{"place":{"address":"a","longitude":1e400}}', 422, 'validation'),
  raw('R14b', '{"percent":9007199254740993}', 422, 'validation'),
  raw('R14c', '{"percent":-0}', 422, 'validation'),
  {
    id: 'R14d',
    method: 'post',
    path: '/api/v1/cases/{case}/commands/report-progress',
    body: { percent: 1.5, done: '一半' },
    headers: { 'If-Match': '"1"' },
    status: 422,
    code: 'validation',
    pointer: '/percent',
  },
  report('R16', { reporter: { anonymous: false, name: '甲', phone: '１３８００００００００' } }, '/reporter/phone'),
  report('R17', { reporter: { anonymous: 'false' } }, '/reporter/anonymous'),
  report('R17b', { reporter: { anonymous: 0 } }, '/reporter/anonymous'),
  report('R19a', { title: '   ' }, '/title'),
  report('R19b', { title: '\u3000\u3000' }, '/title'),
  report('R19c', { title: '\u200b' }, '/title'),
  // Of several lines, with marks that turn text round, tags, fillers and blanks that are drawn as such.
  ...['\u202e', '\u2066\u2069', '\u061c \n', '\u{e0041}', '\ufe0f', '\u2063', '\u115f', '\u2800'].map((text, n) =>
    report(`R19d${String(n)}`, { description: text }, '/description'),
  ),
  report('R19e', { place: { address: '\u2062' } }, '/place/address'),
  {
    id: 'R19f',
    path: '/api/v1/cases/{case}/commands/add-note',
    as: 'ofc',
    body: { text: '\u202e' },
    headers: { 'If-Match': '"1"' },
    status: 422,
    code: 'validation',
    pointer: '/text',
  },
  {
    id: 'R19g',
    path: '/api/v1/subjects/drill-company/merge',
    as: 'ofc',
    body: { intoSubjectId: 'drill-landlord', reason: '\u202e' },
    status: 422,
    code: 'validation',
    pointer: '/reason',
  },
  report('half a place a', { place: { address: '某路 1 号', longitude: 121 } }, '/place/latitude'),
  report('half a place b', { place: { address: '某路 1 号', latitude: 31 } }, '/place/longitude'),
  ...['/api/v1/sites', '/api/v1/sites/drill-charging-site/amend'].flatMap((path) =>
    [['longitude', 'latitude', 121] as const, ['latitude', 'longitude', 31] as const].map(
      ([given, missing, degrees]): BadInputRow => ({
        id: `half a place ${path} ${given}`,
        path,
        as: 'ofc',
        body: {
          ...{ name: '点位', type: '厂房', address: '某路 1 号', [given]: degrees },
          ...(path.endsWith('amend') ? { reason: '补登' } : {}),
        },
        headers: { 'If-Match': '"1"' },
        status: 422,
        code: 'validation',
        pointer: `/${missing}`,
      }),
    ),
  ),
  report('R20a', { title: '长'.repeat(10_000) }, '/title'),
  report('R20b', { title: '长'.repeat(201) }, '/title'),
  report('R20c', { title: '\u{20000}'.repeat(201) }, '/title'),
  report('R23', { title: '未整改\u202e改整已' }, '/title'),
  report('R25', { title: '标题\r\nBcc: a@example.com' }, '/title'),
  unknownId('R29a', '..%2F..%2Fetc%2Fpasswd'),
  unknownId('R29b', '%00'),
  unknownId('R29c', '1;DROP'),
  unknownId('R29d', '1e3'),
  unknownId('R29e', '-1'),
  unknownId('R29f', '9223372036854775808'),
  { id: 'R31a', method: 'get', path: `${cases}/{other}`, as: 'ofc', status: 404, code: 'not-found' },
  { id: 'R31b', method: 'get', path: `${cases}/{case}/events`, as: 'other-ofc', status: 404, code: 'not-found' },
  {
    id: 'R31c',
    method: 'post',
    path: verify,
    as: 'other-ofc',
    body: goodVerify,
    headers: { 'If-Match': '"1"' },
    status: 404,
    code: 'not-found',
  },
  list('R32a', 'limit=-1'),
  list('R32b', 'limit=0'),
  list('R32c', 'limit=1000000000'),
  list('R32d', 'limit=abc'),
  list('R32e', 'limit=1&limit=2'),
  { ...list('R32f', 'cursor=bm9wZQ'), status: 400, code: 'malformed-request' },
  list('R34a', 'sort=password'),
  list('R34b', 'sort=1;'),
  list('R34c', 'password=1'),
  list('R35', `status=${Array.from({ length: 500 }, () => 'lead').join(',')}`),
  { ...list('R35c', ''), path: `${common}?caseIds=${ids(101)}`, says: '不能超过 100 项' },
  { ...list('R35d', ''), path: `${common}?caseIds=a,a`, says: '有重复的项' },
  { ...list('R35e', 'status=lead,lead'), says: '有重复的项' },
  { ...list('R35f', `status=${Array.from({ length: 101 }, () => 'lead').join(',')}`), says: '不能超过' },
  ...['q=%ff', 'q=%ZZ', 'q=%e4%b8', 'unitId=%C0%80', 'cursor=%', '%ff=1'].map((query): BadInputRow => ({
    ...list(`R11 ${query}`, query),
    status: 400,
    code: 'malformed-request',
  })),
  ...[
    ['[null]', '第 1 项必须是对象'],
    [`[{"caseId":"a","version":1},"b"]`, '第 2 项必须是对象'],
    ['[]', '必须是 1 到 100 项的列表'],
    ['{}', '必须是 1 到 100 项的列表'],
  ].map(([given = '', says = ''], n): BadInputRow => ({
    id: `R14e${String(n)}`,
    path: '/api/v1/cases/batch',
    as: 'ofc',
    raw: `{"command":"add-note","body":{"text":"甲"},"cases":${given}}`,
    headers: json,
    status: 422,
    code: 'validation',
    pointer: '/cases',
    says,
  })),
  ...['/api/v1/cases/{case}/commands/propose/form', `${common}/propose/form?caseIds={case}`].map(
    (path): BadInputRow => ({
      id: `no act ${path}`,
      method: 'get',
      path,
      as: 'ofc',
      status: 422,
      code: 'validation',
      pointer: '?act',
    }),
  ),
  list('R35b', 'status=a[b]'),
  key('R37a', 'k'.repeat(10_000)),
  key('R37b', 'a key'),
  key('R37c', 'cl\u00e9'),
  {
    id: 'R37d',
    method: 'post',
    path: cases,
    report: {},
    without: ['Idempotency-Key'],
    status: 400,
    code: 'idempotency-key-missing',
  },
  { id: 'R41a', method: 'post', path: verify, as: 'ofc', body: goodVerify, status: 428, code: 'precondition-required' },
  {
    id: 'R41b',
    method: 'post',
    path: verify,
    as: 'ofc',
    body: goodVerify,
    headers: { 'If-Match': '*' },
    status: 400,
    code: 'malformed-request',
  },
  {
    id: 'R41c',
    method: 'post',
    path: verify,
    as: 'ofc',
    body: goodVerify,
    headers: { 'If-Match': '"99"' },
    status: 412,
    code: 'version-mismatch',
  },
  {
    id: 'R44',
    method: 'get',
    path: cases,
    headers: { Host: 'evil.example' },
    status: 400,
    code: 'malformed-request',
    forbid: ['evil.example'],
  },
  {
    id: 'R49',
    method: 'get',
    path: cases,
    headers: { Accept: 'application/xml' },
    status: 406,
    code: 'not-acceptable',
  },
  { id: 'R50a', method: 'trace', path: cases, status: 405, code: 'method-not-allowed' },
  { id: 'R50b', method: 'post', path: '/api/v1/inbox', body: {}, status: 405, code: 'method-not-allowed' },
  { id: 'R50c', method: 'patch', path: `${cases}/{case}`, status: 405, code: 'method-not-allowed' },
  { id: 'R50d', method: 'get', path: '/api/v1/nothing-here', status: 404, code: 'not-found' },
  {
    id: 'R50e',
    method: 'post',
    path: '/api/v1/cases/{case}/commands/explode',
    as: 'ofc',
    body: {},
    headers: { 'If-Match': '"1"' },
    status: 404,
    code: 'not-found',
  },
];

const service = (id: string, servedAt: string): BadInputRow => ({
  id,
  method: 'post',
  path: '/api/v1/cases/{case}/commands/record-service',
  as: 'ldc',
  body: { documentId: 'd1', mode: 'direct', servedAt, recipientName: '张三' },
  headers: { 'If-Match': '"1"' },
  status: 422,
  code: 'validation',
  pointer: '/servedAt',
});

const control = (id: string, until: string): BadInputRow => ({
  id,
  method: 'post',
  path: '/api/v1/cases/{case}/commands/impose-control',
  as: 'efo1',
  body: { scope: 'power', measures: '断电', until, guardPersonId: 'p1' },
  headers: { 'If-Match': '"1"' },
  status: 422,
  code: 'validation',
  pointer: '/until',
});

/** Section 2: dates, deadlines, time zones. */
const dates: BadInputRow[] = [
  control('T1a', '2025-02-29'),
  control('T1b', '2025-04-31'),
  control('T1c', '2025-13-01'),
  control('T3a', '0000-00-00'),
  control('T3b', '0001-01-01'),
  control('T3c', '9999-12-31'),
  service('T3d', '+275761-01-01T00:00:00Z'),
  control('T4a', '2025-W01'),
  control('T4b', '20250101'),
  control('T4c', '2025/1/1'),
  control('T4d', '2025年1月1日'),
  control('T4e', '２０２５-０１-０１'),
  service('T4f', '2025-03-14T09:00:00'),
  service('T4g', '2025-03-14'),
  report('T13', { foundAt: new Date(Date.now() + 86_400_000).toISOString() }, '/foundAt'),
];

/** Section 4: who asks and what he may do. */
const identity: BadInputRow[] = [
  { id: 'A0', method: 'get', path: cases, as: null, status: 401, code: 'unauthenticated' },
  {
    id: 'A2',
    method: 'get',
    path: cases,
    as: null,
    headers: { Authorization: `Bearer ${'x'.repeat(43)}` },
    status: 401,
    code: 'unauthenticated',
  },
  {
    id: 'A3',
    method: 'get',
    path: cases,
    as: null,
    headers: { Authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.' },
    status: 401,
    code: 'unauthenticated',
  },
  {
    id: 'A5',
    method: 'get',
    path: cases,
    as: null,
    headers: { Cookie: 'bihuan=../../dev/null' },
    status: 401,
    code: 'unauthenticated',
  },
  { id: 'A9', method: 'post', path: cases, report: {}, without: ['X-CSRF-Token'], status: 403, code: 'forbidden' },
  {
    id: 'A9b',
    method: 'post',
    path: cases,
    report: {},
    headers: { 'X-CSRF-Token': 'f'.repeat(64) },
    status: 403,
    code: 'forbidden',
  },
  ...['short', 'password123', 'sa-new-user-pass', 'x'.repeat(257)].map((initialPassword, n): BadInputRow => ({
    id: `A11${String.fromCharCode(97 + n)}`,
    method: 'post',
    path: '/api/v1/people',
    as: 'sa',
    body: { name: '新人', username: 'sa-new-user', initialPassword, townId: 'drill-town' },
    status: 422,
    code: 'validation',
    pointer: '/initialPassword',
  })),
  {
    id: 'A14a',
    method: 'post',
    path: '/api/v1/posts',
    as: 'sa',
    body: { personId: '{person:au}', role: 'OFc', unitId: 'drill-town-zhuanban' },
    status: 422,
    code: 'validation',
    pointer: '/role',
  },
  {
    id: 'A14b',
    method: 'post',
    path: '/api/v1/posts',
    as: 'sa',
    body: { personId: '{person:sa}', role: 'AU', unitId: 'drill-town-zhengfu' },
    status: 422,
    code: 'validation',
    pointer: '/role',
  },
  {
    id: 'A14c',
    method: 'post',
    path: '/api/v1/posts',
    as: 'vgg',
    body: { personId: '{person:vgg}', role: 'OFd', unitId: 'drill-town-zhuanban' },
    status: 403,
    code: 'forbidden',
  },
  {
    id: 'A15',
    method: 'post',
    path: verify,
    as: 'vgg',
    body: { method: 'on-site', finding: '属实' },
    headers: { 'If-Match': '"1"' },
    status: 403,
    code: 'sod-violation',
  },
  {
    id: 'A17',
    method: 'post',
    path: verify,
    as: 'ofc',
    body: goodVerify,
    headers: { 'If-Match': '"7"' },
    status: 412,
    code: 'version-mismatch',
  },
  {
    id: 'A18',
    method: 'post',
    path: '/api/v1/cases/{other}/commands/verify',
    as: 'ofc',
    body: goodVerify,
    headers: { 'If-Match': '"1"' },
    status: 404,
    code: 'not-found',
  },
  { id: 'A20', method: 'get', path: `${cases}/{case}/chain`, as: 'other-ofc', status: 404, code: 'not-found' },
  { id: 'A20b', method: 'get', path: `${cases}/{case}`, as: 'sa', status: 403, code: 'forbidden' },
  { id: 'A20c', method: 'get', path: `${cases}/{case}`, as: 'ens', status: 403, code: 'forbidden' },
  {
    id: 'A23',
    method: 'post',
    path: '/api/v1/people',
    as: 'ofc',
    body: { name: '甲', username: 'jia', initialPassword: 'long-enough-1' },
    status: 403,
    code: 'forbidden',
  },
  { id: 'A24', method: 'get', path: '/api/v1/audit', as: 'ofc', status: 403, code: 'forbidden' },
];

const hook = (id: string, url: string): BadInputRow => ({
  id,
  method: 'post',
  path: '/api/v1/webhooks',
  as: 'sa',
  body: { url, townId: 'drill-town' },
  status: 422,
  code: 'validation',
  pointer: '/url',
});

/** Section 6, W1: addresses that all mean this machine, ports of other services, and where clouds answer their own. */
const webhooks: BadInputRow[] = [
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://１２７.０.０.１/',
  'https://127。0。0。1/',
  'https://ⓛocalhost/',
  'https://localhost./',
  'https://[::1]/',
  'https://[::ffff:7f00:1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://0/',
  'http://example.com/',
  'file:///etc/passwd',
  'https://[::7f00:1]/',
  'https://example.com:22/',
  'https://example.com:3306/',
  'https://metadata.google.internal/',
  'https://169.254.169.254/',
  'https://100.100.100.200/',
  'https://example.com/\r\nX-Injected: 1',
  'https://exam\tple.com/',
].map((url, n) => hook(`W1${String.fromCharCode(97 + n)}`, url));

const ulid = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const hostileIds = ['..%2F..%2Fetc%2Fpasswd', '%00', "1;DROP'--", '-1', '%E4%B8%80', 'x'.repeat(200)];

/** R29 and R31 for every kind of thing that has an id: malformed, unknown and another town's are all the same. */
const things: BadInputRow[] = [
  ...[
    'cases/ID/events',
    'cases/ID/chain',
    'escalations/ID',
    'attachments/ID',
    'subjects/ID',
    'subjects/ID/history',
  ].map((path) => ({ path, as: 'ofc' })),
  ...['webhooks/ID', 'webhooks/ID/deliveries'].map((path) => ({ path, as: 'sa' })),
].flatMap(({ path, as }) =>
  [...hostileIds, ulid].map((id, n): BadInputRow => ({
    id: `R29 ${path} ${String(n)}`,
    method: 'get',
    path: `/api/v1/${path.replace('ID', id)}`,
    as,
    status: 404,
    code: 'not-found',
    forbid: ['passwd', 'DROP'],
  })),
);

/** The same for writes. */
const ended: BadInputRow[] = [
  ['sites/ID/end', 'ofc'],
  ['units/ID/end', 'ofd'],
  ['posts/ID/end', 'sa'],
].flatMap(([path = '', as = '']) =>
  [...hostileIds.slice(0, 4), ulid].map((id, n): BadInputRow => ({
    id: `R29 ${path} ${String(n)}`,
    path: `/api/v1/${path.replace('ID', id)}`,
    as,
    body: { to: '2099-12-31' },
    status: 404,
    code: 'not-found',
  })),
);

/** R32 and T1 for the parameters of every list. */
const parameters: BadInputRow[] = [
  ['units', 'kind=palace'],
  ['units', 'limit=201'],
  ['people', 'limit=1.5'],
  ['subjects', 'limit=١'],
  ['sites', 'q=a&q=b'],
  ['escalations', 'act=whip'],
  ['escalations', 'caseId=一'],
  ['documents', 'state=lost'],
  ['ledgers/closed', 'by=moon'],
  ['cases', 'dueBefore=2025-02-29'],
  ['cases', 'dueBefore=2025-W01'],
  ['cases', 'dueBefore=9999-12-31'],
  ['cases', 'unitId=一'],
  ['cases', `q=${'a'.repeat(101)}`],
  ['cases', 'q=%00'],
  ['cases/{case}', 'asOf=2025-03-14T09:00:00'],
  ['cases/{case}', 'asOf=%2B275761-01-01T00:00:00Z'],
].map(([path = '', query = ''], n) => ({
  id: `R32 ${path} ${String(n)}`,
  method: 'get',
  path: `/api/v1/${path}?${encodeURI(query).replaceAll('%25', '%')}`,
  as: 'ofc',
  status: 422,
  code: 'validation',
}));

export const BAD_INPUT_ROWS: readonly BadInputRow[] = [
  ...bodies,
  ...dates,
  ...identity,
  ...webhooks,
  ...things,
  ...ended,
  ...parameters,
];
