import { DEMO_ACCOUNTS } from '../../scripts/demo/accounts';
import { choicesOf, fill, type Form } from '../support/fill';
import { rowCounts } from '../support/rows';
import { openTown, type TestPerson, type TestTown } from '../support/open-town';

let town: TestTown;
/** A clock that stands still but for a second a step: the terms of the pack are seconds. */
let at = Date.parse('2026-11-20T02:00:00.000Z');
const now = (): string => new Date(at).toISOString();
const later = (): void => {
  at += 200;
};

beforeAll(async () => {
  town = await openTown({ now });
});
afterAll(async () => {
  await town.close();
});

interface Allowed {
  command: string;
  act?: string;
  proposalId?: string;
  askId?: string;
  allowed: boolean;
}

const buttonsOf = async (person: TestPerson, caseId: string): Promise<Allowed[]> => {
  const reply = await person.get(`/api/v1/cases/${caseId}`);
  return reply.status === 200 ? (reply.body as { allowedCommands: Allowed[] }).allowedCommands : [];
};

const queryOf = ({ act, proposalId, askId }: Allowed): string =>
  Object.entries({ act, proposalId, askId })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join('&');

const formOf = async (person: TestPerson, caseId: string, button: Allowed): Promise<Form> => {
  const reply = await person.get(`/api/v1/cases/${caseId}/commands/${button.command}/form?${queryOf(button)}`);
  expect([button, reply.status]).toEqual([button, 200]);
  return reply.body as Form;
};

const usernames = DEMO_ACCOUNTS.map(({ username }) => username);

/** The first account of the town that may give a command, with its button. */
const whoMay = async (caseId: string, command: string): Promise<{ person: TestPerson; button: Allowed }> => {
  for (const username of usernames) {
    const person = await town.as(username);
    const button = (await buttonsOf(person, caseId)).find((one) => one.command === command && one.allowed);
    if (button !== undefined) return { person, button };
  }
  throw new Error(`nobody may ${command}`);
};

const TYPE = '电动自行车集中充电设施和场所隐患';

const reported = async (): Promise<string> => {
  const vgg = await town.as('vgg');
  const form = (await vgg.get('/api/v1/cases/form')).body as Form;
  const types = choicesOf(form.schema.properties['hazardType'] ?? {}, {});
  const title = types.find((one) => one.const === 'charging-site-fire')?.title ?? TYPE;
  const sites = await vgg.get(`/api/v1/sites?q=${encodeURIComponent('充电棚')}`);
  const found = { siteId: sites.body.items[0].siteId };
  const reply = await vgg.post('/api/v1/cases', await fill(form, vgg, { now: now(), titles: [title], found }));
  expect([reply.status, reply.text.slice(0, 300)]).toEqual([201, expect.anything()]);
  return String(reply.body.caseId);
};

interface Clock {
  clock: string;
  level: number;
  state: string;
  dueOn: string;
}

interface Shown {
  status: string;
  effects: { kind: string; text: string; day?: string }[];
}

/** The limits that begin with a command, as the case shows them after it. */
const begunIn = (before: { clocks: Clock[] }, after: { clocks: Clock[] }): string[] => {
  const limits = ({ clocks }: { clocks: (Clock & { deadlineId?: string })[] }): string[] =>
    clocks
      .filter(({ level, clock }) => level === 0 && clock !== 'decision' && clock !== 'co-sign')
      .map(({ deadlineId = '', dueOn }) => `${deadlineId} ${dueOn}`);
  const known = limits(before);
  return limits(after)
    .filter((limit) => !known.includes(limit))
    .map((limit) => limit.split(' ')[1] ?? '');
};

/** Gives a command with a body that is filled in from its form alone; with `shown` what its preview said before. */
const give = async (
  caseId: string,
  command: string,
): Promise<{ shown: Shown; did: Shown['status']; days: string[] }> => {
  later();
  const { person, button } = await whoMay(caseId, command);
  const form = await formOf(person, caseId, button);
  const body = await fill(form, person, { now: now() });
  const path = `/api/v1/cases/${caseId}/commands/${command}`;
  const headers = { 'If-Match': `"${String(form.version)}"` };
  const before = (await person.get(`/api/v1/cases/${caseId}`)).body as { clocks: Clock[] };
  const rows = await rowCounts(town);
  const shown = (await person.post(`${path}?preview=true`, body, headers)).body as Shown;
  expect([command, await rowCounts(town)]).toEqual([command, rows]);
  const reply = await person.post(path, body, headers);
  expect([command, reply.status, reply.status === 200 ? '' : reply.text, body]).toEqual([command, 200, '', body]);
  const after = (await person.get(`/api/v1/cases/${caseId}`)).body as { clocks: Clock[] };
  return { shown, did: String(reply.body.status), days: begunIn(before, after) };
};

const LIFE = [
  'verify',
  'grade',
  'assign',
  'accept-assignment',
  'issue-notice',
  'record-service',
  'request-recheck',
  'start-recheck',
  'record-recheck',
  'decide-proposal',
];

type Fields = Record<string, unknown>;

/** What a preview says of a body: null where it is taken, else the pointers that it is refused at and why. */
const refusedAt = async (
  person: TestPerson,
  caseId: string,
  { form, body }: { form: Form; body: Fields },
): Promise<{ pointers: string[]; detail: string } | null> => {
  const path = `/api/v1/cases/${caseId}/commands/${form.command}?preview=true`;
  const reply = await person.post(path, body, { 'If-Match': `"${String(form.version)}"` });
  if (reply.status === 200) return null;
  const { errors = [], detail } = reply.body as { errors?: { pointer: string }[]; detail: string };
  return { pointers: errors.map(({ pointer }) => pointer), detail };
};

/** Of a long list the first, one in the middle and the last. */
const some = <T>(all: readonly T[]): T[] =>
  [...new Set([0, Math.floor(all.length / 2), all.length - 1])].flatMap((n) => all[n] ?? []);

/** Forms that were held to their word already: many are the same for several people and at several stations. */
const held = new Set<string>();

/** Holds a form to its word: whole, and nothing that it offers is refused for the field that offers it. */
const keepsItsWord = async (person: TestPerson, caseId: string, button: Allowed): Promise<number> => {
  const form = await formOf(person, caseId, button);
  const { required, properties } = form.schema;
  const said = [button.command, button.act];
  const same = JSON.stringify([form.command, form.schema]).replace(/\d{4}-\d\d-\d\d[^"]*/g, '');
  if (held.has(same)) return 0;
  held.add(same);
  for (const name of required) {
    const property = properties[name] ?? {};
    const isOffered = ['const', 'oneOf', 'type', 'items', 'x-options'].some((key) => key in property);
    expect([...said, name, typeof property.title, isOffered]).toEqual([...said, name, 'string', true]);
  }
  const body = await fill(form, person, { now: now() });
  const refused = await refusedAt(person, caseId, { form, body });
  expect([...said, body, refused]).toEqual([...said, body, null]);
  let tried = 0;
  for (const [name, property] of Object.entries(properties)) {
    const choices = choicesOf(property, body);
    for (const choice of some(choices)) {
      const value = property.type === 'array' ? [choice.const] : choice.const;
      const refusal = await refusedAt(person, caseId, { form, body: { ...body, [name]: value } });
      const here = refusal?.pointers.filter((pointer) => pointer.split('/')[1] === name) ?? [];
      expect([...said, name, choice.title, here, here.length > 0 ? refusal?.detail : '']).toEqual([
        ...said,
        name,
        choice.title,
        [],
        '',
      ]);
      tried += 1;
    }
  }
  return tried;
};

describe('forms', () => {
  it('carry a case from its report to its closing with nobody writing an id, a code or a version', async () => {
    const caseId = await reported();
    for (const command of LIFE) {
      const { shown, did, days } = await give(caseId, command);
      // What the preview said is what came of it.
      expect([command, shown.status]).toEqual([command, did]);
      const said = shown.effects
        .filter(({ kind, text }) => kind === 'deadline' && /至 |改为 /.test(text))
        .map(({ day }) => day);
      expect([command, said.toSorted()]).toEqual([command, days.toSorted()]);
      expect(shown.effects.map(({ text }) => text).join('')).not.toMatch(/undefined|\[object|drill-/);
    }
    const file = (await (await town.as('ofc')).get(`/api/v1/cases/${caseId}`)).body;
    expect(file.status).toBe('watching');
  });

  it('offer at every station of that life what is taken, to everybody who may', async () => {
    const caseId = await reported();
    let tried = 0;
    for (const command of LIFE) {
      for (const username of usernames) {
        const person = await town.as(username);
        for (const button of await buttonsOf(person, caseId))
          if (button.allowed) tried += await keepsItsWord(person, caseId, button);
      }
      await give(caseId, command);
    }
    expect(tried).toBeGreaterThan(200);
  }, 300_000);
});
