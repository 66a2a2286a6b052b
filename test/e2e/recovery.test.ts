import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAttachmentStore } from '../../api/attachments/store';
import { childEnvironment, rootDir } from '../../config';
import type { Database } from '../../entities/data-source';
import { createLogger } from '../../logger';
import { loadPacks } from '../../policies';
import { createAnchorKeeper } from '../../record/anchors/keeper';
import { openRecord, type OpenRecord } from '../../record/open-record';
import { DEMO_PACK, DEMO_TOWN } from '../../scripts/demo/accounts';
import { photo } from '../../scripts/demo/photo';
import { seedDemoTowns } from '../../scripts/demo/towns';
import { emptyDatabase, onServer, type FreshDatabase } from '../support/database';
import { aReport, obeyed, reporting } from '../support/record';

const logger = createLogger({ level: 'error', service: 'test', silent: true });

interface Place {
  dataDir: string;
  database: Database;
}

interface Run {
  code: number | null;
  output: string;
}

/** Runs a command as an operator does. */
const run = async (command: string, args: string[], { dataDir, database }: Place): Promise<Run> => {
  const url = database.type === 'sqlite' ? `sqlite://${database.file}` : database.url;
  const child = spawn(process.execPath, [join(rootDir, 'dist', 'scripts', `${command}.js`), ...args], {
    cwd: rootDir,
    env: childEnvironment({ DATABASE_URL: url, DATA_DIR: dataDir, TEMPORAL_ADDRESS: '', LOG_LEVEL: 'error' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
};

describe('the commands of an operator', () => {
  const own = onServer ? ['--own-temporal'] : [];
  let folder: string;
  let place: Place;
  let scratch: Place;
  const databases: FreshDatabase[] = [];

  const aPlace = async (name: string): Promise<Place> => {
    const dataDir = join(folder, name);
    if (!onServer) return { dataDir, database: { type: 'sqlite', file: join(dataDir, 'bihuan.sqlite') } };
    const fresh = await emptyDatabase();
    databases.push(fresh);
    return { dataDir, database: fresh.database };
  };

  const opened = (): Promise<OpenRecord> =>
    openRecord({ config: { ...place, payloadKey: undefined, packs: [DEMO_PACK] }, logger });

  const closed = async ({ door, sources }: OpenRecord): Promise<void> => {
    door.close();
    await sources.close();
  };

  const upload = async ({ door }: OpenRecord, personId: string): Promise<string> => {
    const bytes = photo(1);
    const { sha256 } = await createAttachmentStore(place.dataDir).keep(bytes);
    await door.administer({
      personId,
      idempotencyKey: 'upload',
      requestHash: sha256,
      traceId: 'upload',
      action: 'attachment-uploaded',
      townId: DEMO_TOWN,
      async work(tx) {
        await tx.change(
          `INSERT INTO attachment (attachment_id, town_id, sha256, size, media_type, file_name, uploaded_by, uploaded_at)
           VALUES ('photo', ?, ?, ?, 'image/png', 'photo.png', ?, ?)`,
          [DEMO_TOWN, sha256, bytes.length, personId, tx.now],
        );
        return { answer: { status: 201, contentType: 'application/json', body: '{}' }, ref: 'photo', data: {} };
      },
    });
    return 'photo';
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bihuan-operator-'));
    place = await aPlace('data');
    scratch = await aPlace('scratch');
    const record = await opened();
    const people = await seedDemoTowns(record.door, loadPacks().get(DEMO_PACK)!);
    const vgg = people['vgg'] ?? '';
    const attachmentIds = [await upload(record, vgg)];
    for (let count = 0; count < 3; count += 1) {
      const asked = reporting(vgg, aReport({ attachmentIds, foundAt: new Date(Date.now() - 60_000).toISOString() }));
      const target = { ...asked.target, townId: DEMO_TOWN } as typeof asked.target;
      await obeyed(record.door, { ...asked, target });
    }
    await record.sources.write.query('UPDATE outbox SET sent_at = at');
    await closed(record);
  }, 60_000);

  afterAll(async () => {
    for (const database of databases) await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('find streams without workflows, say what they would do, bring them back, and find that all agrees', async () => {
    const json = join(folder, 'report.json');
    const before = await run('reconcile', [...own, '--json', json], place);
    expect(before).toMatchObject({ code: 1, output: expect.stringContaining('D1 stream not ended') });
    const report: unknown = JSON.parse(readFileSync(json, 'utf8'));
    expect(report).toMatchObject({
      streams: 3,
      notChecked: [],
      findings: [{ class: 'D1' }, { class: 'D1' }, { class: 'D1' }],
    });

    const dry = await run('reconcile', ['fix', '--class', 'D1', ...own], place);
    expect(dry).toMatchObject({ code: 1, output: expect.stringContaining('Nothing was changed') });
    const rebuilt = await run('rebuild-workflows', own, place);
    expect(rebuilt).toMatchObject({ code: 0, output: expect.stringContaining('3 of 3 open streams') });
    const after = await run('reconcile', own, place);
    expect(after).toMatchObject({ code: 0, output: expect.stringContaining('everything agrees') });
    const model = await run('rebuild-read-model', [], place);
    expect(model).toMatchObject({ code: 0, output: expect.stringContaining('nothing exchanged') });
  }, 180_000);

  it('back up beside a running service and restore what verifies', async () => {
    const record = await opened();
    const backedUp = await run('backup', ['--to', join(folder, 'backup')], place);
    const beside = await run('verify-chain', [], place);
    await closed(record);
    expect(backedUp).toMatchObject({ code: 0, output: expect.stringContaining('1 uploads') });
    expect(beside).toMatchObject({ code: 0, output: expect.stringContaining('No anchors outside the database') });

    const restored = await run('restore', ['--from', join(folder, 'backup'), '--verify'], scratch);
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('Verified.') });
    const again = await run('restore', ['--from', join(folder, 'backup')], scratch);
    expect(again).toMatchObject({ code: 70, output: expect.stringContaining('not empty') });
  }, 120_000);

  it('find an end that was cut off, by the anchors outside the data directory', async () => {
    const file = `${place.dataDir}-anchors.jsonl`;
    const record = await opened();
    const { sources } = record;
    const keeper = createAnchorKeeper({ sources, file, logger });
    await keeper.round(0);
    keeper.close();
    await closed(record);
    expect(await run('verify-chain', [], place)).toMatchObject({ code: 0, output: expect.stringContaining(file) });

    const intruder = await opened();
    for (const table of ['event', 'stream', 'outbox']) {
      await intruder.sources.write.query(
        `DELETE FROM ${table} WHERE stream_id = (SELECT MAX(case_id) FROM (SELECT CONCAT('case:', case_id) AS case_id FROM case_row) AS c)`,
      );
    }
    for (const table of ['anchor', 'anchor_leaf']) await intruder.sources.write.query(`DELETE FROM ${table}`);
    await closed(intruder);
    const found = await run('verify-chain', ['--anchors', file], place);
    expect(found).toMatchObject({
      code: 1,
      output: expect.stringContaining('the end that was anchored is not in the log'),
    });
  }, 60_000);

  it('say how they are used', async () => {
    expect(await run('reconcile', ['mend'], place)).toMatchObject({
      code: 64,
      output: expect.stringContaining('Usage'),
    });
    expect(await run('backup', [], place)).toMatchObject({ code: 64, output: expect.stringContaining('--to DIR') });
  }, 60_000);
});
