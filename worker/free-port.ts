import { createServer } from 'node:net';

/** A port of 127.0.0.1 that nobody listens on: `wanted`, or any when that is 0. Rejects when `wanted` is taken. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: wanted, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : wanted;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
