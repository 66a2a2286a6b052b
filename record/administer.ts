import type { Instant } from '../domain/clock/instant';
import { DirectoryVersionRow } from '../entities/people.entity';
import { auditRows, type AuditEntry } from './audit';
import type { AdminRequest, AdminTx, Row } from './admin';
import type { DoorResult } from './request';
import type { Engine } from './engine';
import { deleteOf, entityIn, insertMissing, insertRow, selectFrom, updateOf } from './entity-sql';
import { commandKey } from './hash';
import { underKey } from './idempotent';
import { dropKey, isStored, storeAnswer } from './key-store';
import { readNow } from './read-now';
import { statement, type Statement } from './sql';
import { transact, type Tx } from './transaction';

/** A write beside the streams: once per key, with its audit row and the directory's new version in the same transaction. */
export const administer = (engine: Engine, request: AdminRequest): Promise<DoorResult> => {
  const { personId, idempotencyKey, requestHash, action, townId, place } = request;
  const cmdKey = commandKey(personId, idempotencyKey);
  return underKey(engine.store, { cmdKey, requestHash }, async (tx, claim) => {
    const [, clock] = await tx.batch([claim, ...engine.clock.statements]);
    const now = engine.clock.read(clock?.rows[0]);
    const signInNow = engine.signInClock === engine.clock ? now : engine.signInClock.read(undefined);
    const { answer, ref, data, directoryOf } = await request.work(adminTx(tx, now, signInNow));
    const isDone = answer.status >= 200 && answer.status < 300;
    if (!isDone) return { answer, replayed: false };
    const entry = { personId, townId, action, ref, data, place };
    const audit = await auditRows(tx, engine.deps.reporterKey, now, entry);
    const version = directoryOf === undefined ? [] : raiseVersion(directoryOf, tx.sqlite);
    const key = isStored(answer, false)
      ? storeAnswer(cmdKey, answer, { actor: audit.named ? personId : null, at: now, streamId: null })
      : dropKey(cmdKey);
    await tx.commit([...audit.statements, ...version, key]);
    return { answer, replayed: false, ...(audit.named ? {} : { sealed: true }) };
  });
};

/** An audit row of its own, for what is no write. */
export const audit = (engine: Engine, entry: AuditEntry): Promise<void> =>
  transact(engine.store, async (tx) => {
    const now = await readNow(engine, tx);
    await tx.commit((await auditRows(tx, engine.deps.reporterKey, now, entry)).statements);
  });

const adminTx = (tx: Tx, now: Instant, signInNow: Instant): AdminTx => {
  const rows = async (one: Statement): Promise<Row[]> => (await tx.batch([one]))[0]?.rows ?? [];
  const changed = async (one: Statement): Promise<number> => (await tx.batch([one]))[0]?.changed ?? 0;
  return {
    now,
    signInNow,
    insert: async (entity, row) => {
      await tx.batch([insertRow(entity, row)]);
    },
    update: (entity, values, key) => changed(updateOf(entity, values, key)),
    delete: (entity, key) => changed(deleteOf(entity, key)),
    find: async (entity, key) => (await rows(selectFrom(entity, key))).map((row) => entityIn(entity, row)),
    exists: async (entity, key) => (await rows(selectFrom(entity, key))).length > 0,
    query: (sql, params) => rows(statement(sql, params)),
    change: (sql, params) => changed(statement(sql, params)),
  };
};

/** From the commit on, every transaction reads the directory of that town anew. */
const raiseVersion = (townId: string, sqlite: boolean): Statement[] => [
  insertMissing(DirectoryVersionRow, { townId, n: 0 }, sqlite),
  statement('UPDATE directory_version SET n = n + 1 WHERE town_id = ?', [townId]),
];
