import { join } from 'node:path';
import { rootDir } from '../config';
import { packOf, versionsOf } from '../policies';
import { SessionRow, TokenRow } from '../entities/people.entity';
import { troubleOf } from '../record/database-error';
import { updateOf } from '../record/entity-sql';
import type { OpenRecord } from '../record/open-record';
import { createMeter } from '../telemetry/meter';
import type { AppDeps } from './deps';
import { createChangeHub } from './changes/hub';
import { createRefusalBook } from './refusals';

const noteOf = {
  session: (idHash: string, lastSeenAt: string) => updateOf(SessionRow, { lastSeenAt }, { idHash }),
  token: (tokenHash: string, lastUsedAt: string) => updateOf(TokenRow, { lastUsedAt }, { tokenHash }),
} as const;

/** Who only reads goes on reading when nothing can be written. */
const unlessRefused = (error: unknown): void => {
  const trouble = troubleOf(error);
  if (trouble !== 'full' && trouble !== 'refusing') throw error;
};

/** What the app stands on, from a record. */
export const appDepsOf = (
  record: OpenRecord,
  rest: Pick<AppDeps, 'config' | 'logger' | 'clockService'> &
    Partial<Pick<AppDeps, 'now' | 'meter' | 'training' | 'consoleDir'>>,
): AppDeps => {
  const { sources, door, packs, calendar, secretKey } = record;
  const now = rest.now ?? (() => new Date().toISOString());
  const deps: AppDeps = {
    changes: createChangeHub(() => deps),
    now,
    refusals: createRefusalBook({ audit: (entry) => door.audit(entry), now, logger: rest.logger }),
    meter: rest.meter ?? createMeter({ ofProcess: false }),
    consoleDir: join(rootDir, 'dist', 'web'),
    ...rest,
    door,
    db: sources.read,
    packs,
    packOf,
    versionsOf,
    calendar,
    secretKey,
    noteUse: async (kind, hash, at) => {
      const { sql, params } = noteOf[kind](hash, at);
      await sources.write.query(sql, params).catch(unlessRefused);
    },
  };
  return deps;
};
