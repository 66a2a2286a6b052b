import { createHash, randomUUID } from 'node:crypto';
import { insertRow } from '../api/rows';
import { loadConfig } from '../config';
import type { AdminTx } from '../record/door';
import { openRecord, type OpenRecord } from '../record/open-record';
import { DEMO_TOWN } from '../scripts/demo/accounts';
import { seedDemoTowns, type DemoPeople } from '../scripts/demo/towns';
import { createLogger } from '../logger';

export const PACK = 'baihe-2025';

/** A subject whose lateness climbs no unit's ladder: each of its cases stands for itself. */
export const PROTECTED_SUBJECT = 'bench-protected';
/** Uploads that the cases of a run refer to, by who took them. */
export const PHOTOS = { vgg: 'bench-photo-vgg', ens: 'bench-photo-ens', ldc: 'bench-photo-ldc' } as const;

/** The record that fixtures are seeded through, with the town of the demo on the pack of the notice. */
export interface Town {
  record: OpenRecord;
  people: DemoPeople;
  /** Seeds as if it were this instant; undefined is now. */
  at: (instant: string | undefined) => void;
  close: () => Promise<void>;
}

const insertExtras = async (tx: AdminTx, people: DemoPeople): Promise<void> => {
  await insertRow(tx, 'subject', {
    subject_id: PROTECTED_SUBJECT,
    town_id: DEMO_TOWN,
    name: '帮扶对象',
    kind: 'individual',
    credit_code: null,
    unit_id: null,
    protected_person: 1,
    created_at: tx.now,
  });
  for (const [username, attachmentId] of Object.entries(PHOTOS))
    await insertRow(tx, 'attachment', {
      attachment_id: attachmentId,
      town_id: DEMO_TOWN,
      sha256: createHash('sha256').update(attachmentId).digest('hex'),
      size: 100_000,
      media_type: 'image/jpeg',
      file_name: `${username}.jpg`,
      uploaded_by: people[username] ?? '',
      uploaded_at: tx.now,
    });
};

/** Opens an empty database, makes its tables and sets up the town. */
export const openTown = async (databaseUrl: string, dataDir: string): Promise<Town> => {
  const config = loadConfig({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PACKS: PACK });
  const logger = createLogger({ level: 'error', service: 'bench' });
  let instant: string | undefined;
  const record = await openRecord({ config, logger, now: () => instant ?? new Date().toISOString() });
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
      await insertExtras(tx, people);
      return { answer: { status: 200, contentType: 'application/json', body: '{}' }, ref: DEMO_TOWN, data: {} };
    },
  });
  if ('failure' in done) throw new Error(`the town was not set up: ${done.failure.kind}`);
  return {
    record,
    people,
    at: (given) => {
      instant = given;
    },
    close: async () => {
      record.door.close();
      await record.sources.close();
    },
  };
};
