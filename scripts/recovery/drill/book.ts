import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Pack } from '../../../domain/policy/pack';
import { createDataSources, migrate, type Database, type DataSources } from '../../../entities/data-source';
import type { Logger } from '../../../logger';
import { loadCalendar, packOf } from '../../../policies';
import { createDoor } from '../../../record/create-door';
import type { CommandRequest } from '../../../record/request';
import type { AdminDoor } from '../../../record/door/command-door';
import type { RecordDoor } from '../../../record/door/record-door';
import { sha256 } from '../../../record/hash';
import { MODULES } from '../../../domain/modules';
import { DEMO_PACK, DEMO_TOWN } from '../../demo/accounts';
import { seedDemoTowns } from '../../demo/towns';

/** A book of cases that do nothing but wait for one deadline each. */
export interface Book {
  sources: DataSources;
  door: RecordDoor;
  /** Reports a case whose deadline falls due after so many seconds. */
  report(dueInSeconds: number): Promise<void>;
  close(): Promise<void>;
}

/** The drill's pack with one clock that matters and nothing that follows on it. */
const packWith = (seconds: number): Pack => {
  const drill = packOf(DEMO_PACK, '1.0.0');
  return {
    ...drill,
    version: `${seconds}.0.0`,
    clocks: drill.clocks.map((row) => (row.clock === 'verify' ? { ...row, term: { seconds } } : row)),
    ladders: drill.ladders.map((ladder) => ({ ...ladder, rungs: [] })),
    unitLadder: { ...drill.unitLadder, lateCases: Number.MAX_SAFE_INTEGER },
  };
};

const uploadId = 'drill-photo';

/** A photo of the person who reports: nobody else may use it. */
const insertUpload = async (door: AdminDoor, uploadedBy: string): Promise<void> => {
  const key = randomUUID();
  await door.administer({
    personId: 'setup',
    idempotencyKey: key,
    requestHash: key,
    traceId: key,
    action: 'drill-set-up',
    townId: DEMO_TOWN,
    async work(tx) {
      await tx.change(
        `INSERT INTO attachment (attachment_id, town_id, sha256, size, media_type, file_name, uploaded_by, uploaded_at)
         VALUES (?, ?, ?, 1, 'image/png', 'photo.png', ?, ?)`,
        [uploadId, DEMO_TOWN, sha256(uploadId), uploadedBy, tx.now],
      );
      return { answer: { status: 200, contentType: 'application/json', body: '{}' }, ref: uploadId, data: {} };
    },
  });
};

export const openBook = async (
  database: Database | { folder: string },
  { logger, onCommitted }: { logger: Logger; onCommitted: () => void },
): Promise<Book> => {
  const sources = await createDataSources(
    'folder' in database ? { type: 'sqlite', file: join(database.folder, 'book.sqlite') } : database,
  );
  await migrate(sources);
  const packs = new Map<number, Pack>();
  const packOfSeconds = (seconds: number): Pack => {
    const pack = packs.get(seconds) ?? packWith(seconds);
    packs.set(seconds, pack);
    return pack;
  };
  const door = createDoor({
    sources,
    modules: MODULES,
    packOf: (_, version) => packOfSeconds(Number.parseInt(version, 10)),
    calendar: loadCalendar(),
    logger,
    reporterKey: Buffer.alloc(32, 1),
    onCommitted,
  });
  const people = await seedDemoTowns(door, packOf(DEMO_PACK, '1.0.0'));
  const reporter = people['vgg'] ?? '';
  await insertUpload(door, reporter);

  const requestOf = (dueInSeconds: number): CommandRequest => {
    const key = randomUUID();
    return {
      personId: reporter,
      idempotencyKey: key,
      requestHash: sha256(key),
      traceId: key,
      target: {
        opens: 'case',
        townId: DEMO_TOWN,
        policy: { packId: DEMO_PACK, version: `${dueInSeconds}.0.0` },
        command: {
          type: 'report',
          title: '演练：充电场所无消防设施',
          description: '',
          source: 'grid-patrol',
          foundAt: new Date(Date.now() - 60_000).toISOString(),
          place: { address: '演练路 1 号' },
          hazardType: 'charging-site-fire',
          subjectIds: [],
          campaignIds: [],
          protectedSource: false,
          attachmentIds: [uploadId],
          reuseReason: '演练用同一张照片',
        },
      },
      answer: (outcome) => ({
        status: outcome.kind === 'done' ? 201 : 409,
        contentType: 'application/json',
        body: JSON.stringify(outcome.kind === 'refused' ? outcome.refusal : { kind: outcome.kind }),
      }),
    };
  };

  return {
    sources,
    door,
    async report(dueInSeconds) {
      const result = await door.execute(requestOf(dueInSeconds));
      if ('failure' in result) throw new Error(`not reported: ${result.failure.kind}`);
      if (result.answer.status !== 201) throw new Error(`not reported: ${result.answer.body}`);
    },
    async close() {
      door.close();
      await sources.close();
    },
  };
};
