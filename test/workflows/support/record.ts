import type { StreamModule } from '../../../domain/stream-module';
import { createHash, randomUUID } from 'node:crypto';
import type { CaseEnvelope } from '../../../domain/case/facts';
import { createDoor } from '../../../record/create-door';
import type { CommandRequest } from '../../../record/request';
import type { RecordDoor } from '../../../record/door/record-door';
import type { DoorDeps } from '../../../record/door-deps';
import type { DataSources } from '../../../entities/data-source';
import { PersonRow, PostRow, TownRow, UnitRow } from '../../../entities/people.entity';
import { createLogger } from '../../../logger';
import { loadCalendar, packOf } from '../../../policies';
import { freshDatabase } from '../../support/database';
import { scriptedModules, scriptOf, type Scripted } from './scripted-rules';

export const quietLogger = createLogger({ level: 'error', service: 'test', silent: true });

const policy = { packId: 'drill', version: '1.0.0' };
const townId = 'drill-town';
const personId = 'person-1';
const since = { validFrom: '2020-01-01', validTo: null };

/** A record of its own, with one town and one person who may do everything the scripted rules know. */
export interface TestRecord {
  door: RecordDoor;
  sources: DataSources;
  /** Reports a case; returns the id of its stream. */
  report(scripted?: Omit<Scripted, 'type'>): Promise<string>;
  /** Opens an escalation of its own; returns the id of its stream. */
  escalate(scripted?: Omit<Scripted, 'type'>): Promise<string>;
  /** Lets something happen to a stream. */
  happen(streamId: string, scripted: Scripted): Promise<void>;
  eventsOf(streamId: string): Promise<CaseEnvelope[]>;
  /** How often each deadline of a stream has fired. */
  firings(streamId: string): Promise<string[]>;
  close(): Promise<void>;
}

export interface TestRecordOptions {
  modules?: readonly StreamModule[];
  packOf?: DoorDeps['packOf'];
  onCommitted?: DoorDeps['onCommitted'];
  /** Shifts the record's clock against the machine's. */
  offsetMs?: number;
}

async function seed({ write }: DataSources): Promise<void> {
  const createdAt = '2025-01-01T00:00:00.000Z';
  const unit = { aliases: [], parentId: null, slug: null, issuerCode: null, domains: [], orderBasis: null, ...since };
  const { packId, version: packVersion } = policy;
  await write.getRepository(TownRow).insert({ townId, name: '演练镇', packId, packVersion, createdAt });
  await write.getRepository(UnitRow).insert({ unitId: 'office', townId, name: '专班办公室', kind: 'office', ...unit });
  await write.getRepository(PersonRow).insert({ personId, townId, name: '甲', phone: null, createdAt });
  const post = {
    postId: 'post-1',
    personId,
    role: 'OFc' as const,
    unitId: 'office',
    subjectId: null,
    certificate: null,
  };
  await write.getRepository(PostRow).insert({ ...post, ...since });
}

/** Opens a migrated, seeded SQLite record behind the real door. */
export async function openRecord(options: TestRecordOptions = {}): Promise<TestRecord> {
  const { sources, drop } = await freshDatabase();
  await seed(sources);
  const { modules = scriptedModules, onCommitted, offsetMs } = options;
  const findPack = options.packOf ?? packOf;
  const door = createDoor({
    sources,
    modules,
    packOf: findPack,
    calendar: loadCalendar(),
    logger: quietLogger,
    reporterKey: Buffer.alloc(32, 1),
    ...(onCommitted ? { onCommitted } : {}),
    ...(offsetMs === undefined ? {} : { now: () => new Date(Date.now() + offsetMs).toISOString() }),
  });

  async function execute(target: CommandRequest['target'], expectedVersion?: number): Promise<string> {
    const idempotencyKey = randomUUID();
    let streamId = '';
    const result = await door.execute({
      personId,
      idempotencyKey,
      requestHash: createHash('sha256').update(JSON.stringify(target)).digest('hex'),
      traceId: idempotencyKey,
      target,
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
      answer(outcome) {
        if (outcome.kind !== 'done') throw new Error(`not done: ${JSON.stringify(outcome)}`);
        streamId = outcome.streamId;
        return { status: 200, contentType: 'application/json', body: '{}' };
      },
    });
    if ('failure' in result) throw new Error(`failed: ${JSON.stringify(result.failure)}`);
    return streamId;
  }

  const eventsOf = async (streamId: string): Promise<CaseEnvelope[]> =>
    (await door.loadStream(streamId)) as CaseEnvelope[];

  return {
    door,
    sources,
    report: (scripted = {}) =>
      execute({
        opens: 'case',
        townId,
        policy,
        command: {
          type: 'report',
          title: '电动自行车飞线充电',
          description: scriptOf({ type: 'reported', ...scripted }),
          source: 'hotline-12345',
          foundAt: new Date(Date.now() - 60_000).toISOString(),
          hazardType: 'flying-wire',
          place: { address: '白鹤路1号' },
          subjectIds: [],
          campaignIds: [],
          protectedSource: false,
          attachmentIds: [],
        },
      }),
    escalate: (scripted = {}) =>
      execute({
        opens: 'escalation',
        townId,
        policy,
        command: {
          type: 'open',
          act: 'interview',
          addressee: 'unit:office',
          addresseeName: '专班办公室',
          addresseeIsCompany: false,
          hostUnitId: 'office',
          byLadder: false,
          reason: scriptOf({ type: 'escalation-opened', ...scripted }),
          cases: [],
          why: 'named',
        },
      }),
    async happen(streamId, scripted) {
      const version = (await door.loadFile(streamId))?.version ?? 0;
      const text = scriptOf(scripted);
      const isCase = streamId.startsWith('case:');
      const command = isCase ? ({ type: 'add-note', text } as const) : ({ type: 'publish', channel: text } as const);
      await execute({ streamId, command }, version);
    },
    eventsOf,
    async firings(streamId) {
      return (await eventsOf(streamId)).flatMap(({ body }) => body.fires ?? []);
    },
    async close() {
      door.close();
      await drop();
    },
  };
}
