import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Journal } from './stack-journal';

/** One arrival at the receiver of webhooks. */
export interface Arrival {
  t: number;
  idemKey: string;
  bodyHash: string;
  body: string;
}

export interface Sink {
  port: number;
  arrivals(): number;
  close(): Promise<void>;
}

/** A receiver of webhooks that is never faulted itself: it writes every arrival down before it answers. */
export const openSink = async (journal: Journal): Promise<Sink> => {
  let arrivals = 0;
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString();
      const bodyHash = createHash('sha256').update(body).digest('hex');
      const arrival: Arrival = { t: Date.now(), idemKey: String(request.headers['idempotency-key']), bodyHash, body };
      journal.write(arrival);
      arrivals += 1;
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    arrivals: () => arrivals,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
