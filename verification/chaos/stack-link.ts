import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What a link does to what passes. */
export type LinkMode =
  | { kind: 'pass' }
  /** Nobody listens; connections that stand go on. */
  | { kind: 'refuse' }
  /** Nothing passes and nobody is told. */
  | { kind: 'blackhole' }
  /** Every connection is reset, and every new one. */
  | { kind: 'reset' }
  /** The request passes; the connection is reset after so many bytes of the answer. */
  | { kind: 'cut-answer'; afterBytes: number }
  | { kind: 'latency'; ms: number; jitterMs: number };

/** A TCP proxy that a nemesis can spoil. */
export interface FaultLink {
  readonly name: string;
  readonly port: number;
  set(mode: LinkMode): Promise<void>;
  close(): Promise<void>;
}

interface Pair {
  near: Socket;
  far: Socket;
  /** Bytes of answers that passed since the mode was set. */
  answered: number;
  /** When the last delayed piece of each direction leaves, so that pieces keep their order. */
  leaves: Map<Socket, number>;
}

/** `roll` gives the jitter: a number from 0 to 1. */
export const openLink = async (name: string, target: { host: string; port: number }, roll: () => number) => {
  const pairs = new Set<Pair>();
  let mode: LinkMode = { kind: 'pass' };

  const reset = ({ near, far }: Pair): void => {
    near.resetAndDestroy();
    far.resetAndDestroy();
  };

  const forward = (pair: Pair, to: Socket, bytes: Buffer): void => {
    switch (mode.kind) {
      case 'latency': {
        const leavesAt = Math.max(performance.now() + mode.ms + roll() * mode.jitterMs, pair.leaves.get(to) ?? 0);
        pair.leaves.set(to, leavesAt);
        setTimeout(() => to.writable && to.write(bytes), leavesAt - performance.now());
        return;
      }
      case 'cut-answer': {
        if (to === pair.far) {
          to.write(bytes);
          return;
        }
        const room = mode.afterBytes - pair.answered;
        pair.answered += bytes.length;
        if (bytes.length <= room) to.write(bytes);
        else
          to.write(bytes.subarray(0, Math.max(0, room)), () => {
            reset(pair);
          });
        return;
      }
      case 'pass':
      case 'refuse':
      case 'blackhole':
      case 'reset':
        to.write(bytes);
    }
  };

  const accept = (near: Socket): void => {
    if (mode.kind === 'reset') {
      near.resetAndDestroy();
      return;
    }
    const far = connect(target.port, target.host);
    const pair: Pair = { near, far, answered: 0, leaves: new Map() };
    pairs.add(pair);
    const ways: [Socket, Socket][] = [
      [near, far],
      [far, near],
    ];
    for (const [from, to] of ways) {
      from.setNoDelay(true);
      from.on('data', (bytes: Buffer) => {
        forward(pair, to, bytes);
      });
      from.on('end', () => {
        to.end();
      });
      from.on('error', () => to.resetAndDestroy());
      from.on('close', () => {
        pairs.delete(pair);
        to.destroy();
      });
    }
    if (mode.kind === 'blackhole') for (const socket of [near, far]) socket.pause();
  };

  const server = createServer({ noDelay: true }, accept);
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;

  const link: FaultLink = {
    name,
    port,
    async set(next) {
      const before = mode;
      mode = next;
      for (const pair of pairs) {
        pair.answered = 0;
        for (const socket of [pair.near, pair.far]) {
          if (next.kind === 'blackhole') socket.pause();
          else if (before.kind === 'blackhole') socket.resume();
        }
        if (next.kind === 'reset') reset(pair);
      }
      if (next.kind === 'refuse') server.close();
      else if (before.kind === 'refuse') await listen(port);
    },
    async close() {
      for (const { near, far } of pairs) {
        near.destroy();
        far.destroy();
      }
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
  return link;
};
