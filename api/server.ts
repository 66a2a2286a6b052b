import type { Socket } from 'node:net';
import type { Express } from 'express';
import { listen, type RunningServer } from '../listen';
import { PROBLEMS, type ProblemCode } from './problem';
import { PROBLEM_TYPE, renderProblem } from './problems';

const codeOf = (error: Error): unknown => Reflect.get(error, 'code');

/** Requests that Node itself refuses get the same kind of answer as all others. */
const refuse = (error: Error, socket: Socket): void => {
  if (!socket.writable || codeOf(error) === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const code: ProblemCode = codeOf(error) === 'HPE_HEADER_OVERFLOW' ? 'header-too-large' : 'malformed-request';
  const { status, title } = PROBLEMS[code];
  const { body } = renderProblem(code, `${title}。`, { instance: '', traceId: 'none' });
  const head = [
    `HTTP/1.1 ${status} ${code}`,
    'Connection: close',
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
};

/** Serves the API at an address. */
export const serve = (app: Express, host: string, port: number): Promise<RunningServer> =>
  listen(app, { host, port, prepare: (server) => server.on('clientError', refuse) });
