import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { childEnvironment, rootDir } from '../../config';
import type { Person } from '../../scripts/demo/client';
import { Stage } from '../../scripts/demo/stage';
import { LIFE_DAYS, LIFE_STEPS } from '../support/life-in-days';
import { at } from '../unit/case/shanghai';

interface Moved {
  status: number;
  body: { now: string; fired: { streamId: string; clock: string; deadlineId: string; at: string }[]; detail?: string };
}

/** The demo as a process on a clock that is moved by hand. */
class Training {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  static async start(...args: string[]): Promise<Training> {
    const program = join(rootDir, 'dist', 'scripts', 'demo', 'main.js');
    const child = spawn(process.execPath, [program, '--serve', '--clock', 'manual', ...args], {
      cwd: rootDir,
      env: childEnvironment({ DATABASE_URL: '' }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const url = await new Promise<string>((resolve, reject) => {
      const read = (text: string): void => {
        output += text;
        const found = /闭环 Bihuan: (\S+)\n/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      };
      child.stdout.setEncoding('utf8').on('data', read);
      child.stderr.setEncoding('utf8').on('data', read);
      child.on('close', (code) => {
        reject(new Error(`ended with ${String(code)}: ${output}`));
      });
    });
    return new Training(url, child);
  }

  async move(body: unknown): Promise<Moved> {
    const reply = await fetch(`${this.url}/demo/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: reply.status, body: (await reply.json()) as Moved['body'] };
  }

  async clock(): Promise<{ now: string; next: { streamId: string; clock: string; dueAt: string } | null }> {
    return (await (await fetch(`${this.url}/demo/clock`)).json()) as Awaited<ReturnType<Training['clock']>>;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.on('close', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }
}

describe('the training clock', () => {
  let training: Training;
  let stage: Stage;
  const fired = new Map<string, string>();

  beforeEach(async () => {
    training = await Training.start('--pack', 'baihe-2025', '--at', '2025-09-15T09:00:00+08:00');
    stage = new Stage(training.url);
    fired.clear();
  }, 60_000);
  afterEach(() => training.stop());

  const moveTo = async (local: string): Promise<void> => {
    const { status, body } = await training.move({ to: at(local) });
    expect([status, body.now]).toEqual([200, at(local)]);
    for (const one of body.fired) fired.set(`${one.streamId}/${one.deadlineId}`, one.at);
  };
  const does = async (local: string, who: string, command: string, body: unknown, target?: string): Promise<void> => {
    await moveTo(local);
    await stage.must(who, command, body, target);
  };
  const decides = async (local: string, who: string, act: string): Promise<string> => {
    await moveTo(local);
    const { proposalId, escalationId } = await stage.inbox(who, act, 1);
    const target = typeof escalationId === 'string' ? `escalations/${escalationId}` : undefined;
    await stage.must(who, 'decide-proposal', { proposalId, decision: 'approve', opinion: '同意' }, target);
    return target ?? '';
  };
  const post = async (person: Person, path: string, body: unknown): Promise<Record<string, unknown>> => {
    const reply = await person.post(path, body);
    expect(reply).toMatchObject({ status: 201 });
    return reply.body;
  };
  const idOf = async (path: string, name: string, id: string): Promise<string> =>
    String((await stage.items('ofc', path)).find((item) => item['name'] === name)?.[id]);

  const report = async (): Promise<void> => {
    const body = await post(await stage.as('vgg'), '/api/v1/cases', {
      title: '电动自行车飞线充电',
      description: '楼道飞线充电',
      source: 'grid-patrol',
      foundAt: at('2025-09-15T08:50'),
      place: { address: '梅桥村 1 号' },
      hazardType: 'flying-wire',
      attachmentIds: await stage.shots('vgg', 1),
    });
    stage.caseId = String(body['caseId']);
  };

  it('plays the life of authority.md 5 in days over HTTP, with the dates of the table', async () => {
    const type = 'flying-wire';
    await report();
    const chengyun = await idOf(`/api/v1/units?q=${encodeURIComponent('城运中心')}`, '城运中心', 'unitId');
    const meiqiao = await idOf(`/api/v1/units?q=${encodeURIComponent('梅桥村')}`, '梅桥村', 'unitId');
    const subjectId = await idOf('/api/v1/subjects', '白鹤梅桥物业服务有限公司', 'subjectId');
    const pack = (await (await stage.as('ofc')).get('/api/v1/policies/baihe-2025')).body as {
      hazardTypes: { id: string; clauseIds: string[] }[];
    };
    const clauseId = pack.hazardTypes.find(({ id }) => id === type)?.clauseIds[0];
    const grading = { grade: 'general', domain: 'fire', hazardType: type, clauseId, subjectIds: [subjectId] };
    await does('2025-09-15T09:10', 'ofc', 'verify', { method: 'documents', finding: '属实' });
    await does('2025-09-15T09:20', 'ldc', 'grade', grading);
    await does('2025-09-15T09:30', 'ofc', 'assign', { leadUnitId: chengyun, responsibleUnitId: meiqiao });
    await does('2025-09-15T09:40', 'vgm', 'accept-assignment', {});
    const paper = { type: 'xianqi-zhenggai-yijian', issuerUnitId: chengyun, requirements: '拆除飞线' };
    await does('2025-09-15T09:50', 'ldc', 'issue-notice', paper);
    const [document] = await stage.items('ofc', `/api/v1/cases/${stage.caseId}/documents`);
    const servedAt = at('2025-09-15T10:00');
    const service = { documentId: document?.['documentId'], mode: 'direct', servedAt, recipientName: '王某' };
    await does('2025-09-15T10:00', 'ldc', 'record-service', service);
    await does('2025-09-22T10:00', 'ens', 'report-progress', { percent: 40, done: '已联系电工' });
    await does('2025-10-14T10:00', 'ldc', 'start-recheck', {});
    const recheck = async (result: string): Promise<object> => ({
      result,
      findings: '现场复查',
      attachmentIds: await stage.shots('ldc', 1),
    });
    await does('2025-10-14T11:00', 'ldc', 'record-recheck', await recheck('failed'));
    const interview = await decides('2025-10-17T10:00', 'l2', 'interview');
    const hostPersonId = (await stage.as('ldd')).personId;
    const held = { heldAt: at('2025-10-20T09:00'), hostPersonId, attendees: ['王某'] };
    await does('2025-10-20T10:00', 'ldd', 'hold-interview', held, interview);
    await does('2025-10-20T11:00', 'ldd', 'file-minutes', { text: '纪要' }, interview);
    await does('2025-10-21T10:00', 'enm', 'file-interview-report', { text: '报告' }, interview);
    const request = async (): Promise<object> => ({
      report: '已整改',
      beforeAttachmentIds: await stage.shots('ens', 1),
      afterAttachmentIds: await stage.shots('ens', 1),
    });
    await moveTo('2025-10-24T10:00');
    await stage.must('ens', 'request-recheck', await request());
    await does('2025-10-27T10:00', 'ldc', 'start-recheck', {});
    await does('2025-10-27T10:30', 'ldc', 'record-recheck', await recheck('passed'));
    await decides('2025-10-27T11:00', 'ofd', 'close');
    const visit = async (result: string): Promise<object> => ({ result, attachmentIds: await stage.shots('vgg', 1) });
    await does('2025-11-10T10:00', 'vgg', 'record-watch-visit', await visit('found-again'));
    await decides('2025-11-11T10:00', 'ofd', 'relapse');
    await moveTo('2025-11-18T09:00');
    await stage.must('ens', 'request-recheck', await request());
    await does('2025-11-18T10:00', 'ldc', 'start-recheck', {});
    await does('2025-11-18T10:30', 'ldc', 'record-recheck', await recheck('passed'));
    await decides('2025-11-19T10:00', 'ofd', 'close');
    for (const day of ['2025-12-08T10:00', '2025-12-28T10:00', '2026-01-12T10:00']) {
      await moveTo(day);
      await stage.must('vgg', 'record-watch-visit', await visit('clean'));
    }
    await moveTo('2026-02-01T00:00');

    const due = Object.fromEntries((await stage.deadlines()).map((row) => [row['deadlineId'], row['dueOn']]));
    expect(due).toMatchObject(LIFE_DAYS);
    const ofCase = (deadlineId: string): string | undefined => fired.get(`case:${stage.caseId}/${deadlineId}`);
    expect(Object.fromEntries(Object.keys(LIFE_STEPS).map((id) => [id, ofCase(id)]))).toEqual(LIFE_STEPS);
    const seen = (await (await stage.as('ofc')).get(`/api/v1/cases/${stage.caseId}`)).body;
    expect(seen).toMatchObject({ status: 'archived', cycle: 2 });
  }, 120_000);

  it('says what fires next, and steps to it', async () => {
    expect(await training.clock()).toEqual({ now: at('2025-09-15T09:00'), next: null });
    await report();
    const { next } = await training.clock();
    expect(next).toEqual({ streamId: `case:${stage.caseId}`, clock: 'verify', dueAt: at('2025-09-19T00:00') });
    const { status, body } = await training.move({ step: 'next' });
    expect([status, body.now]).toEqual([200, next?.dueAt]);
    expect(body.fired[0]).toMatchObject({ streamId: next?.streamId, clock: 'verify', at: next?.dueAt });
    expect(body.fired.filter((one) => one.at !== next?.dueAt)).toEqual([]);
  });

  it('moves forward only, by one way at a time, and stands still otherwise', async () => {
    const refused = async (body: unknown): Promise<[number, string | undefined]> => {
      const reply = await training.move(body);
      return [reply.status, reply.body.detail];
    };
    expect(await refused({ to: at('2025-09-15T08:59') })).toEqual([422, expect.stringContaining('只能向前移')]);
    expect(await refused({})).toEqual([422, expect.stringContaining('二者取一')]);
    expect(await refused({ to: at('2025-09-16T09:00'), step: 'next' })).toEqual([422, expect.stringContaining('二者')]);
    expect(await refused({ to: at('2029-09-16T09:00') })).toEqual([422, expect.stringContaining('三年')]);
    expect(await refused({ to: '明天' })).toEqual([422, expect.anything()]);
    expect(await training.clock()).toMatchObject({ now: at('2025-09-15T09:00') });
  });

  it('leaves sessions to real time', async () => {
    const ofc = await stage.as('ofc');
    await moveTo('2026-03-01T09:00');
    expect(await ofc.get('/api/v1/me')).toMatchObject({ status: 200 });
  });

  it('shows its year where it counts: a report of tomorrow is refused, one of today is not', async () => {
    const tomorrow = { title: '飞线', description: '飞线', source: 'grid-patrol', foundAt: at('2025-09-16T09:00') };
    const place = { place: { address: '梅桥村 1 号' }, hazardType: 'flying-wire', attachmentIds: [] };
    const reply = await (await stage.as('vgg')).post('/api/v1/cases', { ...tomorrow, ...place });
    expect(reply.status).not.toBe(201);
    await moveTo('2025-09-16T09:01');
    await report();
  });
});
