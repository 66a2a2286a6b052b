import type { Instant } from '../../domain/clock/instant';
import type { LinkedCase } from '../../domain/escalation/file';
import type { Answer } from '../../record/request';
import type { AnyEnvelope } from '../../domain/modules';
import type { Left } from '../../domain/orchestrate';
import type { Found } from '../../record/found';
import type { Ledger } from './ledger';
import type { Task } from './scheduler';

/** What the record's tables hold, as far as the protocol needs them. */
export interface Tables {
  streams: Map<string, Found>;
  events: Map<string, AnyEnvelope[]>;
  commands: Map<string, { requestHash: string; answer: Answer }>;
  ledgers: Map<string, Ledger>;
  outbox: Map<string, { streamId: string; seq: number; sent: boolean; leaseUntil: Instant }>;
  counters: Map<string, number>;
  /** Consequences for streams that wait to be settled for them, by stream and cause. */
  queued: Map<string, Left>;
  papers: { scope: string; n: number; streamId: string; seq: number }[];
  links: (Pick<LinkedCase, 'caseId' | 'cycle'> & {
    escalationId: string;
    act: string;
    addressee: string;
    why: string;
  })[];
}

/** The transaction ran into another one and did nothing: it may run again. */
export class Conflict extends Error {}
/** The database did not answer; nothing happened. */
export class Away extends Error {}
/** The connection went away during the commit: it may have happened. */
export class CommitUnknown extends Error {}

/** A transaction at READ COMMITTED: it locks by name, reads what is committed, and writes when it commits. */
export interface Tx {
  lock(name: string): Promise<void>;
  write(change: () => void): void;
  commit(): Promise<void>;
  rollBack(): void;
}

export interface Store {
  readonly tables: Tables;
  begin(task: Task): Tx;
  /** A read outside any transaction, or a write of one statement. */
  once<T>(task: Task, what: string, work: () => T): Promise<T>;
}

interface Holder {
  waitsFor: string | null;
}

/** A database in memory whose transactions can fail before, after, or nobody knows when, at any of their steps. */
export const createStore = (): Store => {
  const tables: Tables = {
    streams: new Map(),
    events: new Map(),
    commands: new Map(),
    ledgers: new Map(),
    outbox: new Map(),
    counters: new Map(),
    queued: new Map(),
    papers: [],
    links: [],
  };
  const locks = new Map<string, Holder>();

  /** True when waiting for `name` would close a circle. */
  const isDeadlock = (me: Holder, name: string): boolean => {
    for (
      let holder = locks.get(name);
      holder;
      holder = holder.waitsFor === null ? undefined : locks.get(holder.waitsFor)
    ) {
      if (holder === me) return true;
    }
    return false;
  };

  const begin = (task: Task): Tx => {
    const me: Holder = { waitsFor: null };
    const writes: (() => void)[] = [];
    const rollBack = (): void => {
      for (const [name, holder] of locks) if (holder === me) locks.delete(name);
    };
    task.onKilled(rollBack);
    const isFree = (name: string) => (): boolean => !locks.has(name);
    return {
      async lock(name) {
        if (locks.get(name) === me) return;
        const fault = await task.pause(`lock ${name}`);
        if (fault !== null) return fail(task, fault);
        while (locks.has(name)) {
          if (isDeadlock(me, name)) throw new Conflict(`deadlock on ${name}`);
          me.waitsFor = name;
          await task.pause(`wait for ${name}`, isFree(name));
          me.waitsFor = null;
        }
        locks.set(name, me);
      },
      write: (change) => writes.push(change),
      async commit() {
        const fault = await task.pause('commit');
        if (fault === 'before') throw new Conflict('commit refused');
        if (fault !== 'lost') for (const write of writes) write();
        rollBack();
        if (fault === 'after') await task.die();
        if (fault !== null) throw new CommitUnknown();
      },
      rollBack,
    };
  };

  return {
    tables,
    begin,
    async once(task, what, work) {
      const fault = await task.pause(what);
      if (fault === 'before' || fault === 'lost') return fail(task, fault);
      const result = work();
      return fault === null ? result : fail(task, fault);
    },
  };
};

const fail = (task: Task, fault: string): Promise<never> => {
  if (fault === 'after') return task.die();
  throw new Away();
};

const mostAttempts = 5;

/** Runs `work` in a transaction, all of it again after a conflict, at most five times. */
export const transact = async <T>(store: Store, task: Task, work: (tx: Tx) => Promise<T>): Promise<T> => {
  for (let count = 1; ; count += 1) {
    const tx = store.begin(task);
    try {
      return await work(tx);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      if (count >= mostAttempts) throw new Away();
    } finally {
      tx.rollBack();
    }
  }
};
