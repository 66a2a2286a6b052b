import type { DataSource, QueryRunner } from 'typeorm';
import type { Circuit } from './circuit';
import { discard } from './connection';

/** A list over a whole town, on a slow disk. */
const answerLimitMs = 6_000;

/**
 * Puts every query of a source under the circuit. Lists and sessions read beside the door: without this they would wait
 * without limit for a server that has gone silent.
 */
export const guardQueries = (source: DataSource, circuit: Circuit): void => {
  const create = source.createQueryRunner.bind(source);
  source.createQueryRunner = (mode) => {
    const runner = create(mode);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    const guarded = (...args: unknown[]): Promise<unknown> =>
      circuit.guard(
        () => query(...args),
        answerLimitMs,
        () => {
          discard(runner);
        },
      );
    runner.query = guarded as QueryRunner['query'];
    return runner;
  };
};
