import type { Instant } from '../domain/clock/instant';
import type { Engine } from './engine';
import type { Tx } from './transaction';

/** The record's clock, within a transaction. */
export const readNow = async ({ clock }: Pick<Engine, 'clock'>, tx: Tx): Promise<Instant> => {
  const [answer] = clock.statements.length > 0 ? await tx.batch(clock.statements) : [];
  return clock.read(answer?.rows[0]);
};
