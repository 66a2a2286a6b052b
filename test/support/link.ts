import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP link to a server that a test can silence or cut. */
export interface Link {
  port: number;
  /** Nothing passes any more, and nobody is told. */
  silence(): void;
  /** Everything passes again; what waited arrives. */
  restore(): void;
  /** All connections are reset, and new ones are refused until `restore`. */
  cut(): void;
  close(): Promise<void>;
}

export const linkTo = async (host: string, port: number): Promise<Link> => {
  const pairs = new Set<[Socket, Socket]>();
  let mode: 'open' | 'silent' | 'cut' = 'open';
  const server = createServer((near) => {
    if (mode === 'cut') {
      near.resetAndDestroy();
      return;
    }
    const far = connect(port, host);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => near.write(bytes));
    const ways: [Socket, Socket][] = [pair, [far, near]];
    for (const [from, to] of ways) {
      from.on('error', () => to.destroy());
      from.on('close', () => {
        pairs.delete(pair);
        to.destroy();
      });
    }
    if (mode === 'silent') for (const socket of pair) socket.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const each = (act: (socket: Socket) => void): void => {
    for (const pair of pairs) pair.forEach(act);
  };
  return {
    port: (server.address() as AddressInfo).port,
    silence: () => {
      mode = 'silent';
      each((socket) => socket.pause());
    },
    restore: () => {
      mode = 'open';
      each((socket) => socket.resume());
    },
    cut: () => {
      mode = 'cut';
      each((socket) => socket.resetAndDestroy());
    },
    close: async () => {
      each((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
