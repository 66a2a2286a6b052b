import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { AccountRow, SetupTokenRow } from '../entities/people.entity';
import type { AdminDoor } from '../record/door/command-door';
import { jsonAnswer } from './administer';
import { hashSecret, newSecret } from './session/secrets';

/** Whether anybody has an account: then the first set-up is over. */
export const isSetUp = async ({ db }: { db: DataSource }): Promise<boolean> =>
  (await db.getRepository(AccountRow).count()) > 0;

/** While nobody has an account: a new one-time token for the set-up, which replaces any older one; otherwise undefined. */
export const newSetupToken = async ({ db, door }: { db: DataSource; door: AdminDoor }): Promise<string | undefined> => {
  if (await isSetUp({ db })) return undefined;
  const token = newSecret();
  const key = randomUUID();
  await door.administer({
    personId: 'setup',
    idempotencyKey: key,
    requestHash: hashSecret(key),
    traceId: key,
    action: 'setup-token-made',
    townId: null,
    work: async (tx) => {
      await tx.delete(SetupTokenRow, { usedAt: null });
      await tx.insert(SetupTokenRow, { tokenHash: hashSecret(token), createdAt: tx.now, usedAt: null });
      return { answer: jsonAnswer(200, {}), ref: 'setup-token', data: {} };
    },
  });
  return token;
};
