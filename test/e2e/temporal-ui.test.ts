import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { childEnvironment, rootDir } from '../../config';
import { Stage } from '../../scripts/demo/stage';
import { assertSoon } from '../workflows/support/server';

interface Answered {
  queryResult?: { payloads: { metadata: { encoding: string }; data: string }[] };
}

const json = async <T>(url: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> =>
  (await (
    await fetch(url, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers })
  ).json()) as T;

/** What the UI asks of whoever asks through it for more than to read. */
const ownHeaders = async (ui: string): Promise<Record<string, string>> => {
  const [cookie = ''] = (await fetch(ui)).headers.getSetCookie();
  return { cookie: cookie.split(';')[0] ?? '', 'x-csrf-token': /_csrf=([^;]+)/.exec(cookie)?.[1] ?? '' };
};

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
    const query = `${ui}/api/v1/namespaces/default/workflows/${workflowId}/query/__temporal_workflow_metadata`;
    const headers = await ownHeaders(ui);
    const asked = { query: { queryType: '__temporal_workflow_metadata' } };
    let payload: NonNullable<Answered['queryResult']>['payloads'][number] | undefined;
    await assertSoon(async () => {
      payload = (await json<Answered>(query, asked, headers)).queryResult?.payloads[0];
      return payload !== undefined;
    }, 15_000);
    expect(Buffer.from(payload?.metadata.encoding ?? '', 'base64').toString()).toBe('binary/encrypted');
    const decoded = await json<{ payloads: { data: string }[] }>(`${Codec.Endpoint}/decode`, { payloads: [payload] });
    const { currentDetails } = JSON.parse(Buffer.from(decoded.payloads[0]?.data ?? '', 'base64').toString()) as {
      currentDetails: string;
    };
    expect(currentDetails).toMatch(
      /drill-town\n\n- phase: 整改, cycle 1\n- status: lead, \d+ events\n- next deadline: 核实[^\n]*\n/,
    );
  }, 60_000);
});
