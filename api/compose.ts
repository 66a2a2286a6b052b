import { effectsOfCase, caseRules } from '../domain/case/rules';
import { effectsOfEscalation, escalationRules } from '../domain/escalation/rules';
import { tellingsOfCase, tellingsOfEscalation } from '../domain/people/telling';
import type { Pack } from '../domain/policy/pack';
import type { Calendar } from '../domain/clock/calendar';
import type { Instant } from '../domain/clock/instant';
import { payloadKeyOf, type Config } from '../config';
import { createDataSources, migrate, type DataSources } from '../entities/data-source';
import type { Logger } from '../logger';
import { loadCalendar, loadPacks, packOf } from '../policies';
import { createDoor } from '../record/create-door';
import type { Door, RuleBook } from '../record/door';
import type { AppDeps } from './deps';
import { open, subkey } from './seal';

/** The rules of domain/ as the door runs them. */
export const ruleBook: RuleBook = {
  case: {
    rules: caseRules,
    effects: effectsOfCase,
    tellings: tellingsOfCase,
  },
  escalation: {
    rules: escalationRules,
    effects: effectsOfEscalation,
    tellings: tellingsOfEscalation,
  },
};

/** The record of one process: database, door, packs, calendar and the keys of its secrets. */
export interface Record {
  sources: DataSources;
  door: Door;
  packs: Map<string, Pack>;
  calendar: Calendar;
  secretKey: Buffer;
  /** Opens a webhook's secret as the API sealed it. */
  openSecret(sealed: string): string;
}

export interface RecordOptions {
  config: Pick<Config, 'database' | 'dataDir' | 'payloadKey' | 'packs'>;
  logger: Logger;
  /** After a commit that left events to send. */
  onCommitted?(streamId: string): void;
  /** Replaces the record's clock (tests, demo). */
  now?(): Instant;
}

/** Opens and migrates the database and puts the door in front of it. */
export const openRecord = async ({ config, logger, onCommitted, now }: RecordOptions): Promise<Record> => {
  const loaded = loadPacks();
  const packs = new Map([...loaded].filter(([packId]) => config.packs.includes(packId)));
  const calendar = loadCalendar();
  const key = payloadKeyOf(config);
  const sources = await createDataSources(config.database);
  await migrate(sources);
  return recordOn(sources, { packs, calendar, key, logger, ...(onCommitted && { onCommitted }), ...(now && { now }) });
};

interface Parts extends Pick<RecordOptions, 'logger' | 'onCommitted' | 'now'> {
  packs: Map<string, Pack>;
  calendar: Calendar;
  key: Buffer;
}

/** The same on a database that is open and migrated already. */
export const recordOn = (sources: DataSources, { packs, calendar, key, ...rest }: Parts): Record => {
  const secretKey = subkey(key, 'api');
  const door = createDoor({ sources, rules: ruleBook, packOf, calendar, reporterKey: subkey(key, 'reporter'), ...rest });
  return { sources, door, packs, calendar, secretKey, openSecret: (sealed) => open(secretKey, sealed) };
};

/** What the app stands on, from a record. */
export const appDepsOf = (
  record: Record,
  rest: Pick<AppDeps, 'config' | 'logger' | 'clockService'> & Partial<Pick<AppDeps, 'now'>>,
): AppDeps => {
  const { sources, door, packs, calendar, secretKey } = record;
  return {
    now: () => new Date().toISOString(),
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
