import { createHash, randomBytes } from 'node:crypto';
import { createLogger } from '../../logger';
import type { CaseCommand, ReportCommand } from '../../domain/case/commands';
import type { CaseFile } from '../../domain/case/file';
import { plusMs } from '../../domain/clock/instant';
import type { EscalationCommand, OpenEscalation } from '../../domain/escalation/commands';
import type { Role } from '../../domain/people/roles';
import { loadCalendar, packOf } from '../../policies';
import { createDoor } from '../../record/create-door';
import type { Answer, CommandRequest, DoorResult, Outcome } from '../../record/request';
import type { RecordClock } from '../../record/door/clockwork';
import type { CommandDoor } from '../../record/door/command-door';
import type { RecordDoor } from '../../record/door/record-door';
import type { FileReader, StreamReader } from '../../record/door/record-reader';
import { MODULES } from '../../domain/modules';
import type { DoorDeps, Observation } from '../../record/door-deps';
import { freshDatabase, type FreshDatabase } from './database';

const drill = { packId: 'drill', version: '1.0.0' };

/** A door on an empty database with one town, its posts, a subject and photos; the clock stands until it is moved. */
export interface TestDoor {
  door: RecordDoor;
  fresh: FreshDatabase;
  seen: Observation[];
  now(): string;
  /** Moves the clock on. */
  pass(ms: number): void;
  /** Another door on the same database, as a second process would have. */
  another(deps?: Partial<DoorDeps>): RecordDoor;
  rows(sql: string, params?: (string | number)[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export const calendar = loadCalendar();

export const aDoor = async (deps: Partial<DoorDeps> = {}): Promise<TestDoor> => {
  const fresh = await freshDatabase();
  let now = '2025-09-15T02:00:00.000Z';
  const seen: Observation[] = [];
  const reporterKey = randomBytes(32);
  const doors: RecordDoor[] = [];
  const another = (more: Partial<DoorDeps> = {}): RecordDoor => {
    const made = createDoor({
      sources: fresh.sources,
      modules: MODULES,
      packOf,
      calendar,
      logger: createLogger({ level: 'error', service: 'test', silent: true }),
      reporterKey,
      observe: (observation) => seen.push(observation),
      now: () => now,
      ...deps,
      ...more,
    });
    doors.push(made);
    return made;
  };
  await seed(fresh);
  return {
    door: another(),
    fresh,
    seen,
    now: () => now,
    pass: (ms) => {
      now = plusMs(now, ms);
    },
    another,
    rows: (sql, params = []) => fresh.sources.read.query(sql, params),
    close: async () => {
      for (const door of doors) door.close();
      await fresh.drop();
    },
  };
};

/** Username → role, unit, subject: the accounts of the demo that these tests need. */
const people: [string, Role, string, string | null][] = [
  ['l1', 'L1', 'zhuanban', null],
  ['l2', 'L2', 'zhuanban', null],
  ['ofc', 'OFc', 'zhuanban', null],
  ['ofd', 'OFd', 'zhuanban', null],
  ['ofd2', 'OFd', 'zhuanban', null],
  ['ldc', 'LDc', 'chengyun', null],
  ['ldd', 'LDd', 'chengyun', null],
  ['vgg', 'VGg', 'meiqiao', null],
  ['vgm', 'VGm', 'meiqiao', null],
  ['ens', 'ENs', 'qiye', 's1'],
  ['enm', 'ENm', 'qiye', 's1'],
];

const photosOf = (personId: string, ...photos: string[]): [string, string][] =>
  photos.map((photo) => [photo, personId]);

/** Everybody has a photo of his own, such as `ens-photo`. */
const photosOfEach = people.flatMap(([personId]) => photosOf(personId, `${personId}-photo`));

const seed = async ({ sources: { write } }: FreshDatabase): Promise<void> => {
  const insert = async (table: string, row: Record<string, unknown>): Promise<void> => {
    const columns = Object.keys(row);
    const marks = columns.map(() => '?').join(', ');
    await write.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`, Object.values(row));
  };
  const unit = (unitId: string, kind: string, name: string, issuerCode: string): Promise<void> =>
    insert('unit', {
      unit_id: unitId,
      town_id: 'baihe',
      name,
      aliases: '[]',
      kind,
      slug: unitId,
      issuer_code: issuerCode,
      domains: '[]',
      valid_from: '2020-01-01',
    });
  await insert('town', { town_id: 'baihe', name: '白鹤镇', pack_id: 'drill', pack_version: '1.0.0', created_at: '' });
  await insert('directory_version', { town_id: 'baihe', n: 1 });
  await unit('zhuanban', 'office', '专班办公室', '白鹤安专');
  await unit('chengyun', 'department', '城运中心', '白鹤城运');
  await unit('meiqiao', 'village', '梅桥村', '白鹤梅桥');
  await unit('qiye', 'company', '某物业公司', '某物业');
  for (const [personId, role, unitId, subjectId] of people) {
    await insert('person', { person_id: personId, town_id: 'baihe', name: personId, created_at: '' });
    await insert('post', {
      post_id: `post-${personId}`,
      person_id: personId,
      role,
      unit_id: unitId,
      subject_id: subjectId,
      valid_from: '2020-01-01',
    });
  }
  await insert('subject', {
    subject_id: 's1',
    town_id: 'baihe',
    name: '某物业公司',
    kind: 'property-manager',
    protected_person: 0,
    created_at: '',
  });
  // Uploads are of use to nobody but who made them: `a1`, `a2` to vgg, `a3` to ldc.
  for (const [photo, uploadedBy] of [...photosOf('vgg', 'a1', 'a2'), ...photosOf('ldc', 'a3'), ...photosOfEach]) {
    await insert('attachment', {
      attachment_id: photo,
      town_id: 'baihe',
      sha256: createHash('sha256').update(photo).digest('hex'),
      size: 1,
      media_type: 'image/jpeg',
      file_name: 'x.jpg',
      uploaded_by: uploadedBy,
      uploaded_at: '',
    });
  }
};

/** The outcome in the words of the API, roughly. */
export const answerOf = (outcome: Outcome): Answer => {
  const json = (status: number, body: object, version?: number): Answer => ({
    status,
    contentType: 'application/json',
    body: JSON.stringify(body),
    ...(version === undefined ? {} : { version }),
  });
  switch (outcome.kind) {
    case 'done': {
      const { file, events, streamId } = outcome;
      const body = {
        streamId,
        version: file.version,
        status: file.status,
        events: events.map(({ seq, type }) => ({ seq, type })),
      };
      return json(outcome.opened ? 201 : 200, body, file.version);
    }
    case 'refused': {
      const { code, reason } = outcome.refusal;
      const status =
        code === 'forbidden' || code === 'sod-violation' || code === 'issuer-lacks-capacity'
          ? 403
          : code === 'validation'
            ? 422
            : 409;
      return json(status, { code, reason, version: outcome.version });
    }
    case 'version-mismatch':
      return json(412, { version: outcome.version });
    case 'not-found':
      return json(404, {});
  }
};

let keys = 0;

export const request = (
  personId: string,
  target: CommandRequest['target'],
  more: Partial<CommandRequest> = {},
): CommandRequest => {
  keys += 1;
  return {
    personId,
    idempotencyKey: `key-${String(keys)}`,
    requestHash: createHash('sha256').update(JSON.stringify(target)).digest('hex'),
    target,
    traceId: 'trace',
    answer: answerOf,
    ...more,
  };
};

export const aReport = (changes: Partial<ReportCommand> = {}): ReportCommand => ({
  type: 'report',
  title: '充电场所无消防设施',
  description: '',
  source: 'grid-patrol',
  foundAt: '2025-09-15T01:00:00.000Z',
  place: { address: '梅桥村1号' },
  hazardType: 'charging-site-fire',
  subjectIds: [],
  campaignIds: [],
  protectedSource: false,
  attachmentIds: ['a1'],
  // Many cases of these tests share one photo, and say so.
  reuseReason: '同一车棚',
  ...changes,
});

export const reporting = (personId: string, command = aReport(), more: Partial<CommandRequest> = {}): CommandRequest =>
  request(personId, { opens: 'case', townId: 'baihe', policy: drill, command }, more);

export const commanding = (
  personId: string,
  caseId: string,
  command: CaseCommand,
  more: Partial<CommandRequest> = {},
): CommandRequest => request(personId, { streamId: `case:${caseId}`, command }, more);

export const onEscalation = (
  personId: string,
  escalationId: string,
  command: EscalationCommand,
  more: Partial<CommandRequest> = {},
): CommandRequest => request(personId, { streamId: `escalation:${escalationId}`, command }, more);

export const opening = (personId: string, command: OpenEscalation): CommandRequest =>
  request(personId, { opens: 'escalation', townId: 'baihe', policy: drill, command });

export interface Said {
  status: number;
  body: {
    streamId: string;
    version: number;
    status: string;
    code?: string;
    reason?: string;
    events: { seq: number; type: string }[];
  };
}

/** What an answer says; a failure fails the test. */
export const said = (result: DoorResult): Said => {
  if ('failure' in result) throw new Error(`failure: ${JSON.stringify(result.failure)}`);
  return { status: result.answer.status, body: JSON.parse(result.answer.body) };
};

export const obeyed = async (door: CommandDoor, asked: CommandRequest): Promise<Said> => {
  const answer = said(await door.execute(asked));
  if (answer.status >= 300) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer;
};

export const caseIdOf = ({ body }: Said): string => body.streamId.slice('case:'.length);

/** A case that was reported by the grid worker. */
export const aLead = async (door: CommandDoor): Promise<string> => caseIdOf(await obeyed(door, reporting('vgg')));

/** A general hazard of 某物业公司, graded; nobody has assigned it. */
export const aGraded = async (door: CommandDoor): Promise<string> => {
  const caseId = await aLead(door);
  const give = (personId: string, command: CaseCommand): Promise<Said> =>
    obeyed(door, commanding(personId, caseId, command));
  await give('ofc', { type: 'verify', method: 'documents', finding: '属实' });
  await give('ldc', {
    type: 'grade',
    grade: 'general',
    domain: 'fire',
    hazardType: 'charging-site-fire',
    clauseId: 'baihe-charging-site',
    subjectIds: ['s1'],
  });
  return caseId;
};

/** A case under rectification: rows 1, 3–6, 8, 9 of the standard case. */
export const aRectifying = async (door: CommandDoor & FileReader & RecordClock): Promise<string> => {
  const caseId = await aGraded(door);
  const give = (personId: string, command: CaseCommand): Promise<Said> =>
    obeyed(door, commanding(personId, caseId, command));
  await give('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] });
  await give('vgm', { type: 'accept-assignment' });
  await give('ldc', {
    type: 'issue-notice',
    paperType: 'xianqi-zhenggai-yijian',
    issuerUnitId: 'chengyun',
    requirements: '配置消防设施',
  });
  const paper = (await fileOf(door, caseId)).papers[0];
  await give('ldc', {
    type: 'record-service',
    documentId: paper?.documentId ?? '',
    mode: 'direct',
    servedAt: await door.now(),
    recipientName: '张三',
    refused: false,
  });
  return caseId;
};

export const fileOf = async (door: FileReader, caseId: string): Promise<CaseFile> => {
  const file = await door.loadFile(`case:${caseId}`);
  if (file === undefined || !('caseId' in file)) throw new Error(`no case ${caseId}`);
  return file;
};

export const typesOf = async (door: StreamReader, streamId: string): Promise<string[]> =>
  (await door.loadStream(streamId)).map(({ type }) => type);
