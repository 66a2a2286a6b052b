import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Express } from 'express';
import { PROBLEMS, type ProblemCode } from './problem';
import { PROBLEM_TYPE, renderProblem } from './problems';

/** The port is somebody else's. */
export class PortTaken extends Error {
  constructor(host: string, port: number) {
    super(`端口 ${host}:${port} 已被占用：请用 PORT 换一个，或停掉占用它的程序。`);
    this.name = 'PortTaken';
  }
}

export interface RunningServer {
  /** Base address, such as `http://127.0.0.1:8080`. */
  url: string;
  port: number;
  /** Takes no new requests, lets the running ones end within `graceMs`, then cuts them. */
  stop(graceMs?: number): Promise<void>;
}

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

const close = (server: Server, graceMs: number): Promise<void> =>
  new Promise((resolve) => {
    const cut = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });

/** Listens; rejects with {@link PortTaken} when the port is in use. Port 0 takes any free one. */
export const listen = (app: Express, host: string, port: number): Promise<RunningServer> => {
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 }, app);
  server.on('clientError', refuse);
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(codeOf(error) === 'EADDRINUSE' ? new PortTaken(host, port) : error);
    });
    server.listen({ host, port }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
      const url = `http://${shown.includes(':') ? `[${shown}]` : shown}:${bound}`;
      resolve({ url, port: bound, stop: (graceMs = 10_000) => close(server, graceMs) });
    });
  });
};
