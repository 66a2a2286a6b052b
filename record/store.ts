import type { DataSources } from '../entities/data-source';
import type { Logger } from '../logger';
import { createCircuit, type Circuit } from './circuit';
import type { Observation } from './door';

/** What every transaction needs: the database, whether it answers, and who goes next. */
export interface Store {
  sources: DataSources;
  circuit: Circuit;
  logger: Logger;
  observe?: ((observation: Observation) => void) | undefined;
}

export const createStore = (sources: DataSources, logger: Logger, observe?: (seen: Observation) => void): Store => ({
  sources,
  circuit: createCircuit((limitMs) => sources.probe(limitMs), logger),
  logger,
  observe,
});
