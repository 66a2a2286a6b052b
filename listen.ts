import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';

/** The port is somebody else's. */
export class PortTaken extends Error {
  constructor(host: string, port: number) {
    super(
      `port ${port} of ${host} is taken by another program: choose another one with PORT (a worker: OPS_PORT), or stop that program`,
    );
    this.name = 'PortTaken';
  }
}

/** The address cannot be listened on at all. */
export class CannotListen extends Error {
  constructor(host: string, port: number, code: string) {
    super(
      `cannot listen on ${host}:${port} (${code}): HOST (a worker: OPS_HOST) must be an address of this machine, and ports below 1024 need the right to use them`,
    );
    this.name = 'CannotListen';
  }
}

export interface RunningServer {
  /** Base address, such as `http://127.0.0.1:8080`. */
  url: string;
  port: number;
  /** Takes no new connections, lets the running requests end within `graceMs`, then cuts them. */
  stop(graceMs?: number): Promise<void>;
}

const lookEveryMs = 50;

/** After so many rounds of the event loop without a new connection, what callers sent before is accepted and read. */
const quietRounds = 3;
const readLimitMs = 2_000;

/**
 * Lets in who called before, however busy the process was: one connection is accepted in each round of the event loop, and
 * read in the next. Until then it looks idle.
 */
const readWhatCame = async (server: Server): Promise<void> => {
  let quiet = 0;
  const onConnection = (): void => {
    quiet = 0;
  };
  server.on('connection', onConnection);
  const endsAt = performance.now() + readLimitMs;
  while (quiet < quietRounds && performance.now() < endsAt) {
    quiet += 1;
    await setImmediate();
  }
  server.off('connection', onConnection);
};

/** A kept-alive connection is idle again after each answer, so it is looked at until the last one is gone. */
const close = async (server: Server, graceMs: number): Promise<void> => {
  await readWhatCame(server);
  const closed = new Promise((resolve) => server.close(resolve));
  const look = setInterval(() => {
    void readWhatCame(server).then(() => {
      server.closeIdleConnections();
    });
  }, lookEveryMs);
  const cut = setTimeout(() => {
    server.closeAllConnections();
  }, graceMs);
  await closed;
  clearInterval(look);
  clearTimeout(cut);
};

const noSuchPlace = ['EADDRNOTAVAIL', 'EACCES', 'EPERM', 'ENOTFOUND', 'EAI_AGAIN', 'EAFNOSUPPORT', 'EINVAL'];

const listenError = (error: Error, host: string, port: number): Error => {
  const code = String(Reflect.get(error, 'code'));
  if (code === 'EADDRINUSE') return new PortTaken(host, port);
  return noSuchPlace.includes(code) ? new CannotListen(host, port, code) : error;
};

const urlOf = (host: string, port: number): string => {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
};

/**
 * Serves HTTP; rejects with {@link PortTaken} or {@link CannotListen}. Port 0 takes any free one. `prepare` may hang more
 * listeners on the server before it opens.
 */
export const listen = (
  answer: RequestListener,
  { host, port, prepare }: { host: string; port: number; prepare?: (server: Server) => void },
): Promise<RunningServer> => {
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 });
  server.on('request', (_request, response: ServerResponse) => {
    if (!server.listening) response.setHeader('Connection', 'close');
  });
  server.on('request', answer);
  prepare?.(server);
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(listenError(error, host, port));
    });
    server.listen({ host, port }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      resolve({ url: urlOf(host, bound), port: bound, stop: (graceMs = 7_000) => close(server, graceMs) });
    });
  });
};
