import request from 'supertest';
import { certificate, ENFORCEMENT, GOVERNMENT, hire, VILLAGE } from '../support/staff';
import { freshKey, openTown, type TestTown } from '../support/open-town';

let town: TestTown;
let n = 0;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const ask = async (by: string, personId: string, act: string, headers: { [name: string]: string } = {}) =>
  (await town.as(by)).post(`/api/v1/people/${personId}/${act}`, {}, headers);
const decide = async (by: string, actId: string, name: string) =>
  (await town.as(by)).post(`/api/v1/account-acts/${actId}/${name}`);
const signIn = (username: string, password = `drill-${username}`) =>
  request(town.app).post('/api/v1/session').send({ username, password });

/** Somebody new with his own session and token. */
const somebody = async (role: 'VGg' | 'L2' | 'OFd' | 'EFh' = 'VGg', unitId = VILLAGE) => {
  const username = `person-${(n += 1)}`;
  const personId = await hire(town, username, [{ role, unitId, certificate }]);
  const person = await town.as(username);
  const { body } = await person.post('/api/v1/tokens', { label: '同步' });
  return { username, personId, person, bearer: { Authorization: `Bearer ${String(body.token)}` } };
};
const statusWith = async (headers: { [name: string]: string }): Promise<number> =>
  (await request(town.app).get('/api/v1/me').set(headers)).status;

describe('closing an account', () => {
  it('ends its sessions and tokens at once, and its posts count nowhere', async () => {
    const { username, personId, person, bearer } = await somebody();
    expect([(await person.get('/api/v1/me')).status, await statusWith(bearer)]).toEqual([200, 200]);
    const done = await ask('ofd', personId, 'disable');
    expect([done.status, done.body.status]).toEqual([201, 'done']);
    expect([(await person.get('/api/v1/me')).status, await statusWith(bearer)]).toEqual([401, 401]);
    expect((await signIn(username)).status).toBe(401);
    const directory = await town.record.door.directoryOf('drill-town');
    expect(directory.posts.some((post) => post.personId === personId)).toBe(false);
    const shown = await (await town.as('ofd')).get(`/api/v1/people?q=${username}`);
    expect(shown.body.items).toMatchObject([{ personId, disabled: true }]);
    expect((await ask('ofd', personId, 'disable')).body.reason).toBe('person-disabled');

    const enabled = await ask('ofd', personId, 'enable');
    expect([enabled.status, enabled.body.status]).toEqual([201, 'done']);
    expect([(await person.get('/api/v1/me')).status, await statusWith(bearer)]).toEqual([401, 401]);
    expect((await signIn(username)).status).toBe(204);
    expect((await ask('ofd', personId, 'enable')).body.reason).toBe('not-disabled');
  });

  it('is nobody’s to do to himself, nor the office’s to those whom it does not appoint', async () => {
    const [sa, ofd] = [await town.as('sa'), await town.as('ofd')];
    await hire(town, 'second-sa', [{ role: 'SA', unitId: 'district' }], null);
    expect((await ask('sa', sa.personId, 'disable')).body.code).toBe('sod-violation');
    const own = await hire(town, 'village-ofd', [{ role: 'VGg', unitId: VILLAGE }]);
    expect((await ask('ofd', own, 'disable')).status).toBe(201);
    for (const username of ['l1', 'l2', 'ofd', 'ofd2', 'efh', 'efr', 'ds1', 'au', 'sa'])
      for (const act of ['disable', 'reset-password', 'end-sessions']) {
        const reply = await ask('ofd', town.people[username] ?? '', act);
        expect([username, act, reply.status]).toEqual([username, act, 403]);
      }
    expect((await ask('ofd', town.people['other-ofc'] ?? '', 'disable')).status).toBe(404);
    expect((await ask('ofc', own, 'enable')).status).toBe(403);
    expect((await ask('l1', own, 'enable')).status).toBe(403);
    expect(ofd.personId).toBe(town.people['ofd']);
  });

  it('takes one who also holds a post that the office does not give out of the office’s hands', async () => {
    const personId = await hire(town, 'both-towns', [
      { role: 'VGg', unitId: VILLAGE },
      { role: 'VGg', unitId: 'other-town-meiqiao' },
    ]);
    expect((await ask('ofd', personId, 'reset-password')).status).toBe(403);
    expect((await ask('sa', personId, 'reset-password')).status).toBe(201);
    const { personId: promised } = await somebody();
    const body = { personId: promised, role: 'L2', unitId: GOVERNMENT };
    expect((await (await town.as('sa')).post('/api/v1/posts', body)).body.status).toBe('pending');
    expect((await ask('ofd', promised, 'reset-password')).status).toBe(403);
  });

  it('gives back what a second person had to grant only with a second person', async () => {
    const { username, personId } = await somebody('EFh', ENFORCEMENT);
    expect((await ask('sa', personId, 'disable')).body.status).toBe('done');
    const asked = await ask('sa', personId, 'enable');
    expect([asked.status, asked.body.status, asked.body.mayConfirm]).toEqual([201, 'pending', ['SA', 'L1']]);
    expect((await signIn(username)).status).toBe(401);
    expect((await decide('l1', String(asked.body.actId), 'confirm')).status).toBe(200);
    expect((await signIn(username)).status).toBe(204);
  });
});

describe('a password that administration resets', () => {
  it('U-7 is a new beginning for whoever had to wait for wrong guesses', async () => {
    const { username, personId } = await somebody();
    for (let count = 0; count < 5; count += 1) expect((await signIn(username, 'not-it-at-all')).status).toBe(401);
    expect((await signIn(username)).status).toBe(429);
    const { body } = await ask('ofd', personId, 'reset-password');
    expect((await signIn(username, String(body.oneTimePassword))).status).toBe(204);
  });

  it('is random, shown once, must be changed, and ends what was signed in', async () => {
    const { username, personId, person, bearer } = await somebody();
    const key = { 'Idempotency-Key': freshKey() };
    const done = await ask('ofd', personId, 'reset-password', key);
    expect([done.status, done.body.status]).toEqual([201, 'done']);
    const password = String(done.body.oneTimePassword);
    expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect((await ask('ofd', personId, 'reset-password', key)).text).toBe(done.text);
    const again = await ask('ofd', personId, 'reset-password');
    expect(again.body.oneTimePassword).not.toBe(password);
    for (const table of ['command', 'audit', 'account_act', 'account']) {
      const rows: unknown[] = await town.database.sources.read.query(`SELECT * FROM ${table}`);
      expect(JSON.stringify(rows)).not.toContain(String(again.body.oneTimePassword));
    }
    expect([(await person.get('/api/v1/me')).status, await statusWith(bearer)]).toEqual([401, 401]);
    expect((await signIn(username)).status).toBe(401);
    expect((await signIn(username, password)).status).toBe(401);
    const signedIn = await signIn(username, String(again.body.oneTimePassword));
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    const me = await request(town.app).get('/api/v1/me').set('Cookie', cookie);
    expect(me.body.mustChangePassword).toBe(true);
    expect(me.body.notices[0]).toMatchObject({ act: 'reset-password', status: 'done', askedByName: '专班主任丁' });
    expect((await request(town.app).get('/api/v1/cases').set('Cookie', cookie)).body.reason).toBe(
      'password-change-required',
    );
  });

  it('waits for the second person where the posts needed one, who finds it', async () => {
    const { username, personId, person } = await somebody('L2', GOVERNMENT);
    const asked = await ask('sa', personId, 'reset-password');
    expect([asked.status, asked.body.status]).toEqual([201, 'pending']);
    const actId = String(asked.body.actId);
    const password = String(asked.body.oneTimePassword);
    expect((await person.get('/api/v1/me')).body.notices).toMatchObject([{ act: 'reset-password', status: 'pending' }]);
    expect((await signIn(username, password)).status).toBe(401);
    expect((await ask('sa', personId, 'reset-password')).body.reason).toBe('already-asked');
    const waiting = await (await town.as('l1')).get('/api/v1/account-acts?awaiting=me');
    expect(waiting.body.items).toContainEqual(expect.objectContaining({ actId, personId, act: 'reset-password' }));
    expect(JSON.stringify(waiting.body)).not.toMatch(/argon2|password_?hash/i);
    expect((await (await town.as('sa')).get('/api/v1/account-acts?awaiting=me')).body.items).toEqual([]);
    expect((await (await town.as('sa')).get('/api/v1/account-acts')).body.items).toContainEqual(
      expect.objectContaining({ actId }),
    );
    for (const [by, status] of [
      ['sa', 403],
      ['ofd', 403],
      [username, 403],
      ['ofc', 403],
    ] as const)
      expect([by, (await decide(by, actId, 'confirm')).status]).toEqual([by, status]);
    expect((await decide('l1', actId, 'confirm')).body.status).toBe('done');
    expect((await decide('l1', actId, 'confirm')).status).toBe(409);
    expect((await person.get('/api/v1/me')).status).toBe(401);
    expect((await signIn(username)).status).toBe(401);
    expect((await signIn(username, password)).status).toBe(204);
    const hashes: unknown[] = await town.database.sources.read.query(
      'SELECT act_id FROM account_act WHERE person_id = ? AND password_hash IS NOT NULL',
      [personId],
    );
    expect(hashes).toEqual([]);
  });

  it('comes to nothing when it is declined or withdrawn, or the account was closed meanwhile', async () => {
    const { username, personId } = await somebody('L2', GOVERNMENT);
    const asked = async (): Promise<string> => String((await ask('sa', personId, 'reset-password')).body.actId);
    expect((await decide('l1', await asked(), 'decline')).body.status).toBe('declined');
    const withdrawn = await asked();
    expect((await decide('l1', withdrawn, 'withdraw')).status).toBe(403);
    expect((await decide('sa', withdrawn, 'withdraw')).body.status).toBe('withdrawn');
    expect((await decide('l1', withdrawn, 'confirm')).status).toBe(409);
    expect((await signIn(username)).status).toBe(204);
    const waiting = await asked();
    expect((await ask('second-sa', personId, 'disable')).status).toBe(201);
    const overtaken = await decide('l1', waiting, 'confirm');
    expect([overtaken.status, overtaken.body.reason]).toEqual([409, 'overtaken']);
  });

  it('is not one’s own', async () => {
    const { personId } = await town.as('sa');
    expect((await ask('sa', personId, 'reset-password')).body.code).toBe('sod-violation');
  });
});

describe('ending what somebody has signed in', () => {
  it('ends every session and token, and nothing else', async () => {
    const { username, personId, person, bearer } = await somebody();
    expect((await ask('ofd', personId, 'end-sessions')).status).toBe(201);
    expect([(await person.get('/api/v1/me')).status, await statusWith(bearer)]).toEqual([401, 401]);
    expect((await signIn(username)).status).toBe(204);
  });
});

describe('the audit log', () => {
  it('says of every such act who did it to whom', async () => {
    const { personId } = await somebody('L2', GOVERNMENT);
    const { actId } = (await ask('sa', personId, 'reset-password')).body as { actId: string };
    await decide('l1', actId, 'confirm');
    await ask('sa', personId, 'disable');
    const rows: { action: string; person_id: string; data: string }[] = await town.database.sources.read.query(
      'SELECT action, person_id, data FROM audit WHERE data LIKE ? ORDER BY day, n',
      [`%${personId}%`],
    );
    const { people } = town;
    expect(rows.map((row) => [row.action, row.person_id])).toEqual([
      ['account-reset-password', people['sa']],
      ['account-reset-password-confirmed', people['l1']],
      ['account-disable', people['sa']],
    ]);
  });
});
