import type { Instant } from '../domain/clock/instant';
import type { EntityClass } from '../entities/table';
import type { AuditPlace } from './audit';
import type { Key, Values, Whole } from './entity-sql';
import type { Answer } from './request';

/** A row of the non-stream tables, written and audited through the door. */
export interface AdminRequest {
  personId: string;
  idempotencyKey: string;
  requestHash: string;
  traceId: string;
  /** What the audit log says: `unit-created`, `post-ended` … and the town it belongs to (null: the district's, or the town of who acts on the own account). */
  action: string;
  townId: string | null;
  /** Where it comes from; absent for what the system does by itself. */
  place?: AuditPlace | undefined;
  /** Does the writes on `tx`; an answer that is not 2xx undoes them. It may run again after a deadlock. */
  work(tx: AdminTx): Promise<AdminWork>;
}

export interface AdminWork {
  answer: Answer;
  /** Id of the thing that was written and what changed, for the audit log; no secrets. */
  ref: string;
  data: Record<string, unknown>;
  /** Town whose units, posts or webhooks changed; `*` for the district's, which all towns see. */
  directoryOf?: string;
}

/**
 * One transaction, statement by statement: rows of entities as TypeORM's entity manager has them, and text of SQL with `?`
 * placeholders for what is more than rows by key.
 */
export interface AdminTx {
  now: Instant;
  /** By the clock that sign-ins go by. */
  signInNow: Instant;
  insert<T extends object>(entity: EntityClass<T>, row: Whole<NoInfer<T>>): Promise<void>;
  /** Rows changed: those that the key names. */
  update<T extends object>(entity: EntityClass<T>, values: Values<NoInfer<T>>, key: Key<NoInfer<T>>): Promise<number>;
  /** Rows taken away. */
  delete<T extends object>(entity: EntityClass<T>, key: Key<NoInfer<T>>): Promise<number>;
  /** In no order, without a lock. */
  find<T extends object>(entity: EntityClass<T>, key: Key<NoInfer<T>>): Promise<T[]>;
  exists<T extends object>(entity: EntityClass<T>, key: Key<NoInfer<T>>): Promise<boolean>;
  /** Rows come with the names of the columns. */
  query(sql: string, params?: SqlValue[]): Promise<Row[]>;
  /** Rows changed. */
  change(sql: string, params?: SqlValue[]): Promise<number>;
}

export type SqlValue = string | number | null;

export type Row = Record<string, unknown>;
