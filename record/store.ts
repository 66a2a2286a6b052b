import type { DataSources } from '../entities/data-source';
import type { Logger } from '../logger';
import { createCircuit, type Circuit } from './circuit';
import { codeOfTrouble, troubleOf } from './database-error';
import type { Observation } from './door-deps';

/** What every transaction needs: the database, whether it answers, and who goes next. */
export interface Store {
  sources: DataSources;
  circuit: Circuit;
  logger: Logger;
  observe?: ((observation: Observation) => void) | undefined;
  /** Why the last refused write was refused, as a sentence; null again once a write has been tried and went through. */
  refusal: string | null;
}

export const createStore = (sources: DataSources, logger: Logger, observe?: (seen: Observation) => void): Store => ({
  sources,
  circuit: createCircuit((limitMs) => sources.probe(limitMs), logger),
  logger,
  observe,
  refusal: null,
});

/** Remembers that the database answers and takes no writes, which `/readyz` then says. */
export const noteRefusal = (store: Store, error: unknown): void => {
  const trouble = troubleOf(error);
  if (trouble !== 'full' && trouble !== 'refusing') return;
  const code = codeOfTrouble(error);
  if (store.refusal === null)
    store.logger.error('database refuses writes: has its disk room, and can the program write there?', { code });
  store.refusal =
    trouble === 'full'
      ? `the storage of the database is full (${code}): make room; writes go on by themselves`
      : `the database refuses writes (${code}): is its disk failing or read-only?`;
};
