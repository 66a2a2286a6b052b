import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { childEnvironment, rootDir } from '../../config';
import { Stage } from '../../scripts/demo/stage';
import { assertSoon } from '../workflows/support/server';

interface Execution {
  execution: { workflowId: string };
  memo: { fields: { stream: { metadata: { encoding: string }; data: string } } };
}

const json = async <T>(url: string, body?: unknown): Promise<T> =>
  (await (await fetch(url, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })).json()) as T;

describe('the UI of Temporal', () => {
  let child: ChildProcess;
  let output = '';
  const said = (what: RegExp): string => what.exec(output)?.[1] ?? '';

  beforeAll(async () => {
    const program = join(rootDir, 'dist', 'scripts', 'demo', 'main.js');
    child = spawn(process.execPath, [program, '--serve', '--no-play'], {
      cwd: rootDir,
      env: childEnvironment({ DATABASE_URL: '', TEMPORAL_UI: '1' }),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    await assertSoon(() => said(/Temporal UI: (\S+)/) !== '', 60_000);
  }, 70_000);
  afterAll(async () => {
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGTERM');
    await ended;
  });

  it('shows of a case, through its codec endpoint, number, town, phase and next deadline, and nothing without it', async () => {
    const stage = new Stage(said(/闭环 Bihuan: (\S+)/));
    const reply = await (
      await stage.as('vgg')
    ).post('/api/v1/cases', {
      title: '飞线充电',
      description: '楼道飞线充电',
      source: 'grid-patrol',
      foundAt: new Date().toISOString(),
      place: { address: '梅桥村 1 号' },
      hazardType: 'charging-site-fire',
      attachmentIds: await stage.shots('vgg', 1),
    });
    const workflowId = `case:${String(reply.body['caseId'])}`;
    const ui = said(/Temporal UI: (\S+)/);
    const { Codec } = await json<{ Codec: { Endpoint: string } }>(`${ui}/api/v1/settings`);
    let payload: Execution['memo']['fields']['stream'] | undefined;
    await assertSoon(async () => {
      const { executions = [] } = await json<{ executions?: Execution[] }>(`${ui}/api/v1/namespaces/default/workflows`);
      payload = executions.find(({ execution }) => execution.workflowId === workflowId)?.memo.fields.stream;
      return payload !== undefined;
    }, 15_000);
    expect(Buffer.from(payload?.metadata.encoding ?? '', 'base64').toString()).toBe('binary/encrypted');
    const decoded = await json<{ payloads: { data: string }[] }>(`${Codec.Endpoint}/decode`, { payloads: [payload] });
    expect(JSON.parse(Buffer.from(decoded.payloads[0]?.data ?? '', 'base64').toString())).toMatchObject({
      town: 'drill-town',
      status: 'lead',
      phase: '整改',
      cycle: 1,
      next: expect.stringContaining('核实'),
    });
  }, 60_000);
});
