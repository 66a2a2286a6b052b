import { Writable } from 'node:stream';
import { transports } from 'winston';
import { allRoutes } from '../../api/routes';
import { createLogger } from '../../logger';
import { freshKey, openTown, reportBody, type TestPerson, type TestTown } from '../support/open-town';

let town: TestTown;
let log = '';
/** What names a protected person: id, user name and name; their ids under which nobody else may find them. */
let names: Record<'rp' | 'ru', RegExp>;
const caseIds: Record<string, string> = {};

/** Two lives: `rp` only reports; `ru`, a clerk, asks for protection for this one report. */
const live = async (person: TestPerson, protection: object): Promise<string> => {
  const body = await reportBody(person, { source: 'public-report', ...protection });
  const opened = await person.post('/api/v1/cases', body);
  expect([opened.status, opened.body.protectedSource]).toEqual([201, true]);
  const caseId = String(opened.body.caseId);
  await person.get(`/api/v1/cases/${caseId}`);
  await person.get(`/api/v1/cases/${caseId}/events`);
  // Refused: he may not verify what he reported himself.
  await person.command(caseId, 'verify', { method: 'on-site', finding: '属实' });
  return caseId;
};

beforeAll(async () => {
  const logger = createLogger({ level: 'debug', service: 'test' });
  logger.clear().add(
    new transports.Stream({
      stream: new Writable({
        write(chunk, _encoding, done) {
          log += String(chunk);
          done();
        },
      }),
    }),
  );
  town = await openTown({ logger });
  const sa = await town.as('sa');
  await sa.post('/api/v1/webhooks', { url: 'https://example.com/hook', townId: 'drill-town' });
  const rp = await town.as('rp');
  const ru = await town.as('ru');
  // A name that is no word of any sentence.
  await town.database.sources.write.query('UPDATE person SET name = ? WHERE person_id = ?', ['林密保', rp.personId]);
  log = '';
  caseIds['rp'] = await live(rp, {});
  await rp.post(`/api/v1/cases/${caseIds['rp']}/commands/add-note`, { text: '又看到了' }, { 'If-Match': '"1"' });
  await rp.command(caseIds['rp'], 'assign', {
    leadUnitId: 'drill-town-chengyun',
    responsibleUnitId: 'drill-town-pingan',
  });
  caseIds['ru'] = await live(ru, { reporter: { anonymous: true, name: '隐名甲', phone: '13912345678' } });
  // What only the reporter does: his own account, a refused upload, something that is not his, taking it back.
  const token = await rp.post('/api/v1/tokens', { label: '我的手机' });
  await rp.delete(`/api/v1/tokens/${String(token.body.tokenId)}`);
  await rp.upload(Buffer.from('<script>'));
  await rp.get('/api/v1/audit');
  await rp.post('/api/v1/units', {});
  const second = await rp.post('/api/v1/cases', await reportBody(rp, { source: 'public-report' }));
  await rp.command(String(second.body.caseId), 'withdraw-lead', { reason: '已自行处理' });
  // The case goes on, so that messages are written about it.
  const ofc = await town.as('ofc');
  await ofc.command(caseIds['rp'], 'verify', { method: 'documents', finding: '属实' });
  await town.deps.refusals.close();
  names = {
    rp: new RegExp(`${rp.personId}|林密保|"rp"|隐名甲|13912345678`),
    ru: new RegExp(`${ru.personId}|隐名甲|13912345678`),
  };
});
afterAll(async () => {
  await town.close();
});

/** Every list and single read there is, with the ids of the scene in its path. */
const reads = (caseId: string): string[] =>
  allRoutes(town.deps)
    .filter(({ method, path }) => method === 'get' && path.startsWith('/api/v1/') && !path.includes('/me'))
    .map(({ path, query }) => {
      const filled = path.replace(':caseId', caseId).replace(':packId', 'drill').replace(/:\w+/, 'drill-company');
      return Object.hasOwn(query ?? {}, 'limit') ? `${filled}?limit=200` : filled;
    });

const administers = ['ofd', 'ldc'];
const everybody = ['l1', 'l2', 'ofc', 'ofd', 'ldc', 'vgg', 'vgm', 'ens', 'ow', 'efo1', 'efh', 'st', 'ds1', 'ex', 'au'];

/** The clerk's sign-in is a row about his account and says nothing of a report; the names beside are of whom the rows name. */
const withoutSignIns = (told: string): string =>
  told.replace(/\{[^{}]*signed-in[^{}]*(\{[^{}]*\}[^{}]*)*\}/g, '').replace(/names\\*":\{[^{}]*\}/g, '');

describe('U-6 a protected reporter is named', () => {
  it('in no list, page, export or audit row of anybody else', async () => {
    const asked = new Set(Object.values(caseIds).flatMap(reads));
    const named: string[] = [];
    let answered = 0;
    for (const username of everybody) {
      const person = await town.as(username);
      for (const path of asked) {
        // That the account exists is known to who gave it.
        if (administers.includes(username) && /\/(people|posts)\b/.test(path)) continue;
        const reply = await person.get(path);
        if (reply.status === 200) answered += 1;
        const told = JSON.stringify([reply.headers, reply.text]);
        // The clerk is a person of the town beside that; where cases are spoken of he must not be named.
        const isOfCases = /\/(cases|audit|inbox|worklist|webhooks|escalations|documents)/.test(path);
        const found = [names.rp.exec(told), isOfCases ? names.ru.exec(withoutSignIns(told)) : null];
        for (const name of found) if (name !== null) named.push(`${username} ${path}: ${name[0]}`);
      }
    }
    expect(named).toEqual([]);
    expect(answered).toBeGreaterThan(200);
  });

  it('in no audit row of the administration, which alone sees that he has an account', async () => {
    for (const username of ['sa', 'au']) {
      const { text } = await (await town.as(username)).get('/api/v1/audit?limit=200');
      expect(text).not.toMatch(names.rp);
    }
    const sa = await town.as('sa');
    expect((await sa.get('/api/v1/people?limit=200')).text).toMatch(names.rp);
    expect((await sa.get(`/api/v1/audit?personId=${(await town.as('rp')).personId}`)).body.items).toEqual([]);
  });

  it('in no page that ends before him: a cursor does not name whom the page hides', async () => {
    const ofc = await town.as('ofc');
    for (let cursor: string | null = ''; cursor !== null;) {
      const at: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await ofc.get(`/api/v1/people?limit=1${at}`);
      cursor = body.nextCursor;
      expect(Buffer.from(cursor ?? '', 'base64url').toString('utf8')).not.toMatch(names.rp);
      expect(body.items).toHaveLength(1);
    }
  });

  it('in no message, webhook, event or other row that is written, but in the table of identities', async () => {
    const { read } = town.database.sources;
    const tables = ['event', 'stream', 'case_row', 'outbox', 'notification', 'command', 'deadline', 'proposal_row'];
    const named: string[] = [];
    for (const table of [...tables, 'audit', 'attachment_use', 'counter', 'paper']) {
      const rows = JSON.stringify(await read.query(`SELECT * FROM ${table}`));
      // The clerk's sign-in is an act of his own account.
      const about = ['audit', 'command'].includes(table) ? [names.rp] : [names.rp, names.ru];
      for (const name of about) if (name.test(rows)) named.push(`${table}: ${String(name.exec(rows)?.[0])}`);
    }
    expect(named).toEqual([]);
  });

  it('as the uploader of what a protected report uses by nobody', async () => {
    const rows = await town.database.sources.read.query(
      `SELECT a.uploaded_by FROM attachment a JOIN attachment_use u ON u.attachment_id = a.attachment_id
       WHERE u.stream_id IN (?, ?)`,
      [`case:${caseIds['rp'] ?? ''}`, `case:${caseIds['ru'] ?? ''}`],
    );
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(names.rp);
    expect(JSON.stringify(rows)).not.toMatch(names.ru);
  });

  it('in no line of the log', () => {
    expect(log.split('\n').length).toBeGreaterThan(30);
    expect(log).not.toMatch(names.rp);
    expect(log).not.toMatch(names.ru);
  });

  it('and still reads, follows and adds to his own report, photo included', async () => {
    const rp = await town.as('rp');
    const { body } = await rp.get(`/api/v1/cases/${caseIds['rp'] ?? ''}/attachments`);
    const [evidence] = body.items;
    expect((await rp.get(`/api/v1/attachments/${String(evidence.attachmentId)}`)).status).toBe(200);
    const note = await rp.post(
      `/api/v1/cases/${caseIds['rp'] ?? ''}/commands/add-note`,
      { text: '还在' },
      {
        'If-Match': `"${String((await rp.get(`/api/v1/cases/${caseIds['rp'] ?? ''}`)).body.version)}"`,
        'Idempotency-Key': freshKey(),
      },
    );
    expect([200, 403]).toContain(note.status);
  });
});
