import { createHash } from 'node:crypto';
import { plusMs } from '../../domain/clock/instant';
import type { SignInAttempt } from '../../record/sign-in/attempt';
import { aDoor, type TestDoor } from '../support/record';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const passwordHash = 'the hash of the right password';

const attemptOn = (account: string, address: string): SignInAttempt => ({
  keys: { pair: hashOf(`${account} ${address}`), account: hashOf(account), address: hashOf(address) },
  place: { method: 'POST', route: '/api/v1/session', address, credential: null },
});

describe('signing in at the door', () => {
  let test: TestDoor;

  const write = (sql: string, params: string[]): Promise<unknown> => test.fresh.sources.write.query(sql, params);

  beforeEach(async () => {
    test = await aDoor();
    await write(
      "INSERT INTO account (person_id, username, password_hash, failed_attempts, must_change_password) VALUES ('vgg', 'vgg', ?, 0, 0)",
      [passwordHash],
    );
  });
  afterEach(() => test.close());

  const wrong = (attempt: SignInAttempt, door = test.door) => door.wrongPassword({ attempt, personId: 'vgg' });

  let sessions = 0;
  const open = (attempt: SignInAttempt, given: { passwordHash?: string; personId?: string } = {}) => {
    const times = { createdAt: test.now(), expiresAt: plusMs(test.now(), 60_000) };
    const idHash = hashOf(`session ${(sessions += 1)}`);
    return test.door.openSession({ attempt, personId: 'vgg', passwordHash, idHash, csrf: 'c', ...times, ...given });
  };

  const countOf = async (sql: string): Promise<number> => (await test.rows(sql)).length;

  it('U-7 counts as many of 48 wrong passwords at once, over two processes, as may be tried without a wait', async () => {
    const attempt = attemptOn('vgg', '10.0.0.1');
    const other = test.another();
    const results = await Promise.all(
      Array.from({ length: 48 }, (_, n) => wrong(attempt, n % 2 === 0 ? test.door : other)),
    );
    expect(results.filter((one) => 'waitMs' in one && one.waitMs === 0)).toHaveLength(5);
    expect(results.filter((one) => 'waitMs' in one && one.waitMs === 30_000)).toHaveLength(43);
    const rows = await test.rows('SELECT failures FROM sign_in_pace');
    expect(rows.map((row) => Number(row['failures']))).toEqual([5, 5, 5]);
    expect(await countOf("SELECT 1 AS one FROM audit WHERE action = 'password-refused'")).toBe(5);
  });

  it('U-7 lets a right password in only where it need not wait, also when it was looked at before the others counted', async () => {
    const attempt = attemptOn('vgg', '10.0.0.1');
    for (let n = 0; n < 5; n += 1) expect(await wrong(attempt)).toEqual({ waitMs: 0 });
    expect(await open(attempt)).toEqual({ outcome: 'slowed', waitMs: 30_000 });
    expect(await countOf('SELECT 1 AS one FROM session')).toBe(0);
    expect(await test.door.signInWait(attempt)).toBe(30_000);
    test.pass(30_000);
    expect(await open(attempt)).toEqual({ outcome: 'opened' });
    expect(await test.door.signInWait(attempt)).toBe(0);
  });

  it('waits by real time where the record is on a training clock, which may stand still or leap', async () => {
    let real = '2026-11-26T01:00:00.000Z';
    const door = test.another({ signInNow: () => real });
    const attempt = attemptOn('vgg', '10.0.0.1');
    for (let n = 0; n < 5; n += 1) expect(await wrong(attempt, door)).toEqual({ waitMs: 0 });
    test.pass(90 * 86_400_000);
    expect(await door.signInWait(attempt)).toBe(30_000);
    real = plusMs(real, 30_000);
    expect(await door.signInWait(attempt)).toBe(0);
  });

  it('U-7 forgets wrong passwords after four hours, and an address known to be good after ninety days', async () => {
    const [office, elsewhere] = [attemptOn('vgg', '10.0.0.1'), attemptOn('vgg', '203.0.113.1')];
    for (let n = 0; n < 4; n += 1) await wrong(elsewhere);
    test.pass(4 * 3_600_000 + 1);
    for (let n = 0; n < 4; n += 1) expect(await wrong(elsewhere)).toEqual({ waitMs: 0 });
    expect(await test.door.signInWait(elsewhere)).toBe(0);

    await open(office);
    const ceiling = async (): Promise<void> => {
      for (let n = 0; n < 50; n += 1) await wrong(attemptOn('vgg', `198.51.100.${n}`));
    };
    test.pass(89 * 86_400_000);
    await ceiling();
    expect(await test.door.signInWait(office)).toBe(0);
    test.pass(2 * 86_400_000);
    await ceiling();
    expect(await test.door.signInWait(office)).toBe(60_000);
  });

  it('opens nothing for a password that was changed or an account that was closed while it was looked at', async () => {
    const attempt = attemptOn('vgg', '10.0.0.1');
    expect(await open(attempt, { passwordHash: 'the hash of the one before' })).toEqual({ outcome: 'refused' });
    await write('UPDATE account SET disabled_at = ?', [test.now()]);
    expect(await open(attempt)).toEqual({ outcome: 'refused' });
    expect(await open(attempt, { personId: 'nobody' })).toEqual({ outcome: 'refused' });
    expect(await countOf('SELECT 1 AS one FROM session')).toBe(0);
    expect(await countOf('SELECT 1 AS one FROM audit')).toBe(0);
  });

  it('U-7 takes a flood of ever other names from everywhere without turning anybody away or in knots', async () => {
    for (let wave = 0; wave < 4; wave += 1) {
      const flood = Array.from({ length: 24 }, (_, n) =>
        test.door.wrongPassword({
          attempt: attemptOn(`name-${wave}-${n % 16}`, `192.0.2.${n % 20}`),
          personId: null,
        }),
      );
      const [opened, ...results] = await Promise.all([open(attemptOn('vgg', `10.0.0.${wave}`)), ...flood]);
      expect(opened).toEqual({ outcome: 'opened' });
      expect(results).toEqual(results.map(() => ({ waitMs: 0 })));
    }
    const conflicts = test.seen.filter((one) => one.name === 'retry' && one.trouble === 'conflict');
    expect(conflicts.length).toBeLessThan(20);
  });

  it('leaves no row of an attempt that counts nothing', async () => {
    await open(attemptOn('vgg', '10.0.0.1'));
    const rows = await test.rows('SELECT failures, last_at, known_until FROM sign_in_pace');
    expect(rows).toEqual([{ failures: 0, last_at: null, known_until: plusMs(test.now(), 90 * 86_400_000) }]);
  });

  it('takes away what has expired, a page at a time, and leaves the rest', async () => {
    await open(attemptOn('vgg', '10.0.0.1'));
    for (let n = 0; n < 40; n += 1) await wrong(attemptOn(`name-${n}`, `192.0.2.${n}`));
    expect(await countOf('SELECT 1 AS one FROM sign_in_pace')).toBe(121);
    test.pass(4 * 3_600_000 + 1);
    await wrong(attemptOn('last', '192.0.2.200'));
    expect(await countOf('SELECT 1 AS one FROM sign_in_pace')).toBe(24);
    await wrong(attemptOn('last', '192.0.2.200'));
    expect(await countOf('SELECT 1 AS one FROM sign_in_pace')).toBe(4);
    await open(attemptOn('vgg', '10.0.0.1'));
    expect(await countOf('SELECT 1 AS one FROM session')).toBe(1);
  });

  it('opens many sessions of one person at once: right passwords never wait for one another', async () => {
    const opened = await Promise.all(Array.from({ length: 16 }, () => open(attemptOn('vgg', '10.0.0.1'))));
    expect(opened).toEqual(opened.map(() => ({ outcome: 'opened' })));
  });
});
