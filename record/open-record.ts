import { effectsOfCase, caseRules } from '../domain/case/rules';
import { effectsOfEscalation, escalationRules } from '../domain/escalation/rules';
import { tellingsOfCase, tellingsOfEscalation } from '../domain/people/telling';
import type { Pack } from '../domain/policy/pack';
import type { Calendar } from '../domain/clock/calendar';
import { payloadKeyOf, type Config } from '../config';
import { createDataSources, migrate, type DataSources } from '../entities/data-source';
import { loadCalendar, loadPacks, packOf } from '../policies';
import { createDoor } from './create-door';
import type { Door, DoorDeps, RuleBook } from './door';
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
export interface OpenRecord {
  sources: DataSources;
  door: Door;
  packs: Map<string, Pack>;
  calendar: Calendar;
  secretKey: Buffer;
  /** Opens a webhook's secret as the API sealed it. */
  openSecret(sealed: string): string;
}

/** What a process may add to its door: log, nudge, counters and, in tests and the demo, a clock. */
type Around = Pick<DoorDeps, 'logger' | 'onCommitted' | 'observe' | 'now'>;

export interface RecordOptions extends Around {
  config: Pick<Config, 'database' | 'dataDir' | 'payloadKey' | 'packs'>;
}

/** Opens and migrates the database and puts the door in front of it. */
export const openRecord = async ({ config, ...around }: RecordOptions): Promise<OpenRecord> => {
  const loaded = loadPacks();
  const packs = new Map([...loaded].filter(([packId]) => config.packs.includes(packId)));
  const calendar = loadCalendar();
  const key = payloadKeyOf(config);
  const sources = await createDataSources(config.database);
  await migrate(sources);
  return recordOn(sources, { packs, calendar, key, ...around });
};

interface Parts extends Around {
  packs: Map<string, Pack>;
  calendar: Calendar;
  key: Buffer;
}

/** The same on a database that is open and migrated already. */
export const recordOn = (sources: DataSources, { packs, calendar, key, ...around }: Parts): OpenRecord => {
  const secretKey = subkey(key, 'api');
  const door = createDoor({
    sources,
    rules: ruleBook,
    packOf,
    calendar,
    reporterKey: subkey(key, 'reporter'),
    ...around,
  });
  return { sources, door, packs, calendar, secretKey, openSecret: (sealed) => open(secretKey, sealed) };
};
