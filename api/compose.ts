import { packOf } from '../policies';
import type { OpenRecord } from '../record/open-record';
import { createMeter } from '../telemetry/meter';
import type { AppDeps } from './deps';
import { createRefusalBook } from './refusals';

/** What the app stands on, from a record. */
export const appDepsOf = (
  record: OpenRecord,
  rest: Pick<AppDeps, 'config' | 'logger' | 'clockService'> & Partial<Pick<AppDeps, 'now' | 'meter'>>,
): AppDeps => {
  const { sources, door, packs, calendar, secretKey } = record;
  const now = rest.now ?? (() => new Date().toISOString());
  return {
    now,
    refusals: createRefusalBook({ audit: (entry) => door.audit(entry), now, logger: rest.logger }),
    meter: rest.meter ?? createMeter({ ofProcess: false }),
    ...rest,
    door,
    db: sources.read,
    packs,
    packOf,
    calendar,
    secretKey,
    touchSession: async (idHash, at) => {
      await sources.write.query('UPDATE session SET last_seen_at = ? WHERE id_hash = ?', [at, idHash]);
    },
  };
};
