import fs from 'node:fs/promises';
import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import request from 'supertest';
import { photo } from '../../scripts/demo/photo';
import { onServer } from '../support/database';
import { fullOnServer, fullOnSqlite, type Refusing } from '../support/refusing';
import { openTown, reportBody, type TestPerson, type TestTown } from '../support/open-town';

const spares = 10;

describe('storage that is full', () => {
  let town: TestTown;
  let vgg: TestPerson;
  beforeEach(async () => {
    town = await openTown();
    vgg = await town.as('vgg');
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await town.close();
  });

  const ready = () => request(town.app).get('/readyz');
  const [full] = (onServer ? fullOnServer : fullOnSqlite) as readonly [Refusing];

  /** A place or two may be left in a full file. */
  const reportUntilRefused = async (bodies: object[]): Promise<{ body: object; reply: request.Response }> => {
    for (const body of bodies) {
      const reply = await vgg.post('/api/v1/cases', body);
      if (reply.status !== 201) return { body, reply };
    }
    throw new Error(`still writes after ${bodies.length} reports`);
  };

  it('U-13 answers 507 with what to do, is not ready and says why, lets people read, and recovers by itself', async () => {
    const bodies: object[] = [];
    for (let count = 0; count < spares; count += 1) bodies.push(await reportBody(vgg));
    await full.begin(town.database.sources);
    const { body, reply } = await reportUntilRefused(bodies);
    expect([reply.status, reply.body.code, reply.headers['retry-after']]).toEqual([507, 'storage-full', '30']);
    expect(reply.body.detail).toMatch(/没有保存任何内容.*管理员.*Idempotency-Key/);
    const sick = await ready();
    expect([sick.status, sick.body.status]).toEqual([503, 'not-ready']);
    expect(sick.body.dependencies.database).toMatchObject({
      available: true,
      refusesWrites: expect.stringMatching(/storage of the database is full \(\w+\): make room/),
    });
    expect((await vgg.get('/api/v1/cases')).status).toBe(200);
    await full.end(town.database.sources);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const well = await ready();
    expect([well.status, well.body.dependencies.database.refusesWrites]).toEqual([200, null]);
    expect((await vgg.post('/api/v1/cases', body)).status).toBe(201);
  });

  /** The file is made as ever; its content goes to the device that has no room. */
  const noRoomForFiles = (): void => {
    const { open } = fs;
    jest.spyOn(fs, 'open').mockImplementation(async (path, flags, mode) => {
      const made = await open(path, flags, mode);
      if (!String(path).endsWith('.part')) return made;
      await made.close();
      return open('/dev/full', 'w');
    });
  };

  const filesIn = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);

  it('U-13 refuses an upload with 507 and leaves no half file', async () => {
    noRoomForFiles();
    const reply = await vgg.upload(photo(77));
    expect([reply.status, reply.body.code]).toEqual([507, 'storage-full']);
    expect(filesIn(join(town.deps.config.dataDir, 'attachments'))).toEqual([]);
    jest.restoreAllMocks();
    expect((await vgg.upload(photo(77))).status).toBe(201);
  });
});
