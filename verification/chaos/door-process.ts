import 'reflect-metadata';
import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDataSources, type Database, type DataSources } from '../../entities/data-source';
import { createLogger } from '../../logger';
import { loadCalendar, loadPacks } from '../../policies';
import { troubleOf } from '../../record/database-error';
import type { SweepDoor, TimerDoor } from '../../record/door/clockwork';
import type { CommandDoor } from '../../record/door/command-door';
import type { FileReader, StreamReader } from '../../record/door/record-reader';
import type { Vitals } from '../../record/door/vitals';
import { recordOn } from '../../record/open-record';
import { CommitUnknown } from '../../record/transaction';
import { answerOf, seenIn, toldOfAnswer, toldOfEvents, toldOfFailure, type Asked, type Told } from './door-words';

/** What a door process is started with, as JSON in its first argument. */
export interface DoorSettings {
  database: Database;
  port: number;
  /** 32 bytes in base64. */
  key: string;
}

const sweepEveryMs = 1_000;
const streamsAPage = 50;

/** The database may be away when this process starts. */
const opened = async (database: Database): Promise<DataSources> => {
  for (;;) {
    try {
      return await createDataSources(database);
    } catch (error) {
      console.error(error);
      await sleep(200);
    }
  }
};

const bodyOf = async (request: IncomingMessage): Promise<Asked> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return JSON.parse(Buffer.concat(pieces).toString()) as Asked;
};

const unavailable: Told = { status: 503, code: 'unavailable', version: null, body: '', tail: null };

type AskedDoor = CommandDoor & TimerDoor & StreamReader & FileReader & Vitals;

const respond = async (door: AskedDoor, asked: Asked): Promise<Told> => {
  switch (asked.ask) {
    case 'command': {
      const result = await door.execute({ ...asked.request, traceId: 'chaos', answer: answerOf });
      return 'failure' in result ? toldOfFailure(result.failure) : toldOfAnswer(result.answer);
    }
    case 'settle': {
      const settled = await door.settle(asked.streamId, 1, asked.appliedSeq);
      if (settled.outcome === 'stale') return { status: 404, code: 'stale', version: null, body: '', tail: null };
      const remainingMs = settled.outcome === 'not-yet' ? settled.remainingMs : null;
      return toldOfEvents(settled.events, { remainingMs });
    }
    case 'overdue': {
      const { available, oldestOverdueMs } = await door.health();
      return available ? toldOfEvents([], { oldestOverdueMs }) : unavailable;
    }
    case 'read': {
      const events = await door.loadStream(asked.streamId);
      const file = await door.loadFile(asked.streamId);
      return toldOfEvents(events, file === undefined ? {} : seenIn(asked.streamId, file));
    }
  }
};

/** A database that is away is no bug of the door; anything else that is thrown is. */
const toldOfError = (error: unknown): Told => {
  const isAway = error instanceof CommitUnknown || troubleOf(error) !== 'bug';
  return { status: isAway ? 503 : 500, code: String(error), version: null, body: '', tail: null };
};

const sweep = async (door: SweepDoor): Promise<never> => {
  for (;;) {
    await sleep(sweepEveryMs);
    try {
      while ((await door.settlePage(streamsAPage)).more);
    } catch (error) {
      console.error(error);
    }
  }
};

const main = async (settings: DoorSettings): Promise<void> => {
  const sources = await opened(settings.database);
  const { door } = recordOn(sources, {
    packs: loadPacks(),
    calendar: loadCalendar(),
    key: Buffer.from(settings.key, 'base64'),
    // Why a stream was set back is a warning.
    logger: createLogger({ level: 'warn', service: 'chaos-door' }),
  });
  const server = createServer((request, response) => {
    void bodyOf(request)
      .then((asked) => respond(door, asked))
      .catch((error: unknown) => {
        console.error(error);
        return toldOfError(error);
      })
      .then((told) => response.end(JSON.stringify(told)));
  });
  server.listen(settings.port, '127.0.0.1', () => {
    console.log('ready');
  });
  await sweep(door);
};

void main(JSON.parse(process.argv[2] ?? '{}') as DoorSettings);
