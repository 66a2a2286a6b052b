import { randomUUID } from 'node:crypto';
import { civilDateOf } from '../domain/clock/civil';
import { isBeyondHelp } from '../domain/people/account-acts';
import { appointmentsOf, holders, holds, type Roll } from '../domain/people/roll';
import type { AdminTx } from '../record/admin';
import type { AdminDoor } from '../record/door/command-door';
import { lockAppointments, readRoll } from '../record/roll';
import { text, textOrNull } from '../record/row';
import { carryOut, keepAct } from './account-acts';
import { jsonAnswer } from './administer';
import { hashPassword, newSecret, oneTimePasswordOf } from './session/secrets';
import { insertPost } from './town-setup';

/** Why the command cannot help; in English, for operators. */
export class CannotReset extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'CannotReset';
  }
}

/** Who signs what is done on the server itself. */
const SERVER = 'server';

interface Account {
  personId: string;
  username: string;
  homeTownId: string | null;
}

const accountsWhere = async (tx: AdminTx, where: string, value: string): Promise<Account[]> => {
  const rows = await tx.query(
    `SELECT a.person_id, a.username, p.town_id FROM account a JOIN person p ON p.person_id = a.person_id WHERE ${where} = ?`,
    [value],
  );
  return rows.map((row) => ({
    personId: text(row, 'person_id'),
    username: text(row, 'username'),
    homeTownId: textOrNull(row, 'town_id'),
  }));
};

/** The account that is named, or that of the only administrator. */
const chosen = async (tx: AdminTx, username: string | undefined, roll: Roll): Promise<Account> => {
  const [named] = username === undefined ? [] : await accountsWhere(tx, 'a.username', username);
  if (username !== undefined) {
    if (named === undefined) throw new CannotReset(`there is no account ${username}`);
    return named;
  }
  const administrators: Account[] = [];
  for (const id of holders(roll, 'SA')) administrators.push(...(await accountsWhere(tx, 'a.person_id', id)));
  const [only, ...others] = administrators;
  if (only === undefined)
    throw new CannotReset('nobody holds a valid SA post: name with --username who held one before');
  if (others.length > 0) {
    const names = administrators.map((account) => account.username).join(', ');
    throw new CannotReset(`there are several administrators (${names}): name one with --username`);
  }
  return only;
};

/** Gives back the SA post of an installation that has none in force, to somebody who held it and holds nothing else. */
const reinstate = async (tx: AdminTx, roll: Roll, { personId, username }: Account): Promise<void> => {
  const [held] = await tx.query(
    "SELECT unit_id FROM post WHERE person_id = ? AND role = 'SA' AND status = 'given' ORDER BY post_id DESC",
    [personId],
  );
  if (held === undefined) throw new CannotReset(`${username} never held an SA post`);
  if (appointmentsOf(roll, personId).some((post) => post.role !== 'SA'))
    throw new CannotReset(`${username} holds other posts now, which exclude SA`);
  const post = { personId, role: 'SA', unitId: text(held, 'unit_id'), subjectId: null, certificate: null } as const;
  await insertPost(tx, { ...post, from: civilDateOf(tx.now), to: null, appointedBy: SERVER });
};

const reset = async (
  tx: AdminTx,
  { secretKey, username, passwordHash }: { secretKey: Buffer; username: string | undefined; passwordHash: string },
): Promise<Account> => {
  await lockAppointments(tx);
  const known = await readRoll(tx, []);
  const account = await chosen(tx, username, known);
  const { personId } = account;
  const roll = await readRoll(tx, [personId]);
  if (holders(roll, 'SA').length === 0) await reinstate(tx, roll, account);
  else if (!holds(roll, personId, 'SA') && !isBeyondHelp(roll, account))
    throw new CannotReset(`${account.username} is no administrator, and others can reset this password in the product`);
  const kept = { personId, act: 'reset-password', status: 'done', askedBy: SERVER, passwordHash } as const;
  await carryOut(tx, secretKey, kept);
  await carryOut(tx, secretKey, { ...kept, act: 'enable' });
  await keepAct(tx, kept);
  return account;
};

/**
 * Gives a lost administrator a one-time password; only for a command on the server, which is as good as holding the
 * database. Sessions and tokens end, the audit log has it with the operator's name.
 * @throws CannotReset where the account is not one that only the server can help
 */
export const resetAdministrator = async (
  { door, secretKey }: { door: AdminDoor; secretKey: Buffer },
  { username, operator }: { username?: string | undefined; operator: string },
): Promise<{ username: string; oneTimePassword: string }> => {
  const oneTimePassword = oneTimePasswordOf(newSecret());
  const passwordHash = await hashPassword(oneTimePassword);
  const key = randomUUID();
  let done: Account | undefined;
  const result = await door.administer({
    personId: SERVER,
    idempotencyKey: key,
    requestHash: key,
    traceId: key,
    action: 'administrator-reset',
    townId: null,
    work: async (tx) => {
      done = await reset(tx, { secretKey, username, passwordHash });
      const data = { personId: done.personId, operator };
      return { answer: jsonAnswer(200, {}), ref: done.personId, data, directoryOf: '*' };
    },
  });
  if ('failure' in result || done === undefined)
    throw new CannotReset(`nothing was changed: ${'failure' in result ? result.failure.kind : 'no account'}`);
  return { username: done.username, oneTimePassword };
};
