import request from 'supertest';
import { CannotReset, resetAdministrator } from '../../api/reset-administrator';
import { hire, OFFICE } from '../support/staff';
import { openTown, type TestTown } from '../support/open-town';

let town: TestTown;
beforeEach(async () => {
  town = await openTown();
});
afterEach(() => town.close());

const signIn = (username: string, password: string) =>
  request(town.app).post('/api/v1/session').send({ username, password });
const reset = (username?: string) => resetAdministrator(town.record, { username, operator: '王工' });
const refusal = async (username?: string): Promise<string> => {
  const error: unknown = await reset(username).catch((caught: unknown) => caught);
  return error instanceof CannotReset ? error.message : `not refused: ${String(error)}`;
};

describe('the command on the server', () => {
  it('gives the only administrator a one-time password, ends what he had signed in, and is audited', async () => {
    const sa = await town.as('sa');
    const { username, oneTimePassword } = await reset();
    expect(username).toBe('sa');
    expect((await sa.get('/api/v1/me')).status).toBe(401);
    expect((await signIn('sa', 'drill-sa')).status).toBe(401);
    const reply = await signIn('sa', oneTimePassword);
    expect(reply.status).toBe(204);
    const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? '';
    const me = await request(town.app).get('/api/v1/me').set('Cookie', cookie);
    expect(me.body).toMatchObject({ mustChangePassword: true, notices: [{ act: 'reset-password', status: 'done' }] });
    const rows: { person_id: string; ref: string; data: string }[] = await town.database.sources.read.query(
      "SELECT person_id, ref, data FROM audit WHERE action = 'administrator-reset'",
    );
    expect(rows).toMatchObject([{ person_id: 'server', ref: town.people['sa'] }]);
    expect(rows[0]?.data).toContain('王工');
    expect(rows[0]?.data).not.toContain(oneTimePassword);
  });

  it('asks for a name where there are several, and helps nobody whom others can help', async () => {
    await hire(town, 'sa2', [{ role: 'SA', unitId: 'district' }], null);
    expect(await refusal()).toMatch(/several administrators \(.*sa2?.*\): name one with --username/);
    expect((await reset('sa2')).username).toBe('sa2');
    expect(await refusal('ofc')).toContain('ofc is no administrator');
    expect(await refusal('nobody')).toBe('there is no account nobody');
  });

  it('helps the only head of an office for whom there is no second person', async () => {
    for (const username of ['ofd2', 'ldc', 'l1'])
      await town.database.sources.write.query(
        "UPDATE post SET valid_to = '2025-02-01' WHERE person_id = ? AND role IN ('OFd', 'L1')",
        [town.people[username]],
      );
    const asked = await (await town.as('sa')).post(`/api/v1/people/${town.people['ofd'] ?? ''}/reset-password`);
    expect([asked.status, asked.body.reason]).toEqual([409, 'nobody-confirms']);
    expect((await reset('ofd')).username).toBe('ofd');
    await hire(town, 'head2', [{ role: 'OFd', unitId: OFFICE }]);
    expect(await refusal('ofd')).toContain('others can reset');
  });

  it('gives back an administrator to an installation that has none, to one who was it before', async () => {
    const ended = "UPDATE post SET valid_to = '2025-02-01' WHERE role = 'SA'";
    await town.database.sources.write.query(ended);
    expect(await refusal()).toContain('name with --username who held one before');
    expect(await refusal('ofd')).toContain('never held an SA post');
    const { oneTimePassword } = await reset('sa');
    expect((await signIn('sa', oneTimePassword)).status).toBe(204);
    const directory = await town.record.door.directoryOf('drill-town');
    expect(directory.posts.filter((post) => post.role === 'SA' && post.to === null)).toHaveLength(1);
  });
});
