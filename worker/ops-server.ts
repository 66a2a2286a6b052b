import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, type RunningServer } from '../listen';
import type { Meter } from '../telemetry/meter';
import type { ClockServiceState, DelayReason } from './clock-service';

/** These mean that this process does not do its work; the others, that there is more of it than it can do at once. */
const notReady: readonly DelayReason[] = [
  'record-away',
  'record-refuses-writes',
  'temporal-away',
  'worker-not-running',
];

export interface OpsServerDeps {
  host: string;
  port: number;
  meter: Meter;
  state: () => ClockServiceState;
}

const sendJson = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
};

/** For whoever runs a worker: is the process there, does it do its work, what are its numbers. The API is not here. */
export const startOpsServer = ({ host, port, meter, state }: OpsServerDeps): Promise<RunningServer> => {
  const answers = new Map<string, (response: ServerResponse) => Promise<void> | void>([
    [
      '/healthz',
      (response) => {
        sendJson(response, 200, { status: 'ok' });
      },
    ],
    [
      '/readyz',
      (response) => {
        const clockService = state();
        const ready = !clockService.reasons.some((reason) => notReady.includes(reason));
        sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not-ready', clockService });
      },
    ],
    [
      '/metrics',
      async (response) => {
        const { contentType, body } = await meter.read();
        response.writeHead(200, { 'Content-Type': contentType });
        response.end(body);
      },
    ],
  ]);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = answers.get(request.url ?? '');
    if (answer === undefined) sendJson(response, 404, { status: 'not-found' });
    else if (request.method !== 'GET') sendJson(response, 405, { status: 'method-not-allowed' });
    else await answer(response);
  };
  return listen(
    (request, response) => {
      handle(request, response).catch(() => {
        response.destroy();
      });
    },
    { host, port },
  );
};
