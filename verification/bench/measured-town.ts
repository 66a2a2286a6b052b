import { randomBytes, randomUUID } from 'node:crypto';
import { insertSubject } from '../../api/register-rows';
import { loadConfig } from '../../config';
import type { Pack } from '../../domain/policy/pack';
import { packOf } from '../../policies';
import { createDoor } from '../../record/create-door';
import type { CommandDoor } from '../../record/door/command-door';
import { MODULES } from '../../domain/modules';
import { openRecord, type OpenRecord } from '../../record/open-record';
import { DEMO_TOWN } from '../../scripts/demo/accounts';
import { seedDemoTowns, type DemoPeople } from '../../scripts/demo/towns';
import { createLogger } from '../../logger';
import { openPhotos, type Photos } from './photos';

export const PACK = 'baihe-2025';

/** A subject that no ladder climbs for, its own or a unit's: each of its late cases stands for itself. */
export const PROTECTED_SUBJECT = 'bench-protected';

/** The record that fixtures are seeded through, with the town of the demo on the pack of the notice. */
export interface MeasuredTown {
  record: OpenRecord;
  people: DemoPeople;
  photos: Photos;
  /** The door that fixtures go through. */
  door: CommandDoor;
  /** Seeds as if it were this instant; undefined is now. */
  at: (instant: string | undefined) => void;
  /** Gives so much time to rectify instead of the pack's working days, which all end at midnight; undefined: the pack's. */
  rectifyWithin: (seconds: number | undefined) => void;
  close: () => Promise<void>;
}

/** The pack with another term to rectify. Only arming looks at it: what follows a miss is decided by the pack as it is. */
const withTerm = (pack: Pack, seconds: number | undefined): Pack => {
  if (seconds === undefined) return pack;
  const others = pack.clocks.filter(({ clock }) => clock !== 'rectify');
  return { ...pack, clocks: [{ clock: 'rectify', term: { seconds }, source: { default: 'bench' } }, ...others] };
};

/** Opens an empty database, makes its tables and sets up the town. */
export const openMeasuredTown = async (databaseUrl: string, dataDir: string): Promise<MeasuredTown> => {
  const config = loadConfig({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PACKS: PACK });
  const logger = createLogger({ level: 'error', service: 'bench' });
  let instant: string | undefined;
  let rectifySeconds: number | undefined;
  const record = await openRecord({ config, logger });
  const door = createDoor({
    sources: record.sources,
    modules: MODULES,
    packOf: (packId, version) => withTerm(packOf(packId, version), rectifySeconds),
    calendar: record.calendar,
    logger,
    reporterKey: randomBytes(32),
    now: () => instant ?? new Date().toISOString(),
  });
  const pack = record.packs.get(PACK);
  if (pack === undefined) throw new Error(`the pack ${PACK} is missing`);
  const people = await seedDemoTowns(record.door, pack);
  const key = randomUUID();
  const done = await record.door.administer({
    personId: 'bench',
    idempotencyKey: key,
    requestHash: key,
    traceId: key,
    action: 'bench-set-up',
    townId: DEMO_TOWN,
    work: async (tx) => {
      const subject = { subjectId: PROTECTED_SUBJECT, name: '帮扶对象', kind: 'individual' } as const;
      await insertSubject(tx, { ...subject, townId: DEMO_TOWN, protectedPerson: true });
      return { answer: { status: 200, contentType: 'application/json', body: '{}' }, ref: DEMO_TOWN, data: {} };
    },
  });
  if ('failure' in done) throw new Error(`the town was not set up: ${done.failure.kind}`);
  return {
    record,
    people,
    photos: openPhotos(record.sources.write, people),
    door,
    rectifyWithin: (given) => {
      rectifySeconds = given;
    },
    at: (given) => {
      instant = given;
    },
    close: async () => {
      door.close();
      record.door.close();
      await record.sources.close();
    },
  };
};
