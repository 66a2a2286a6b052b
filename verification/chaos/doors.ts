import { Agent, request } from 'node:http';
import type { Asked, Told } from './door-words';

/** What became of a request: an answer, no connection at all, or silence after it was sent. */
export type Reply = { kind: 'answered'; told: Told } | { kind: 'not-sent' } | { kind: 'unknown'; why: string };

/** The door processes as clients reach them. */
export interface Doors {
  names: string[];
  ask(door: number, asked: Asked): Promise<Reply>;
  /** Requests under way at one door, or at all. */
  inFlight(door?: number): number;
  close(): void;
}

/** A client waits no longer for an answer. */
const answerLimitMs = 3_000;

export const doorsAt = (ports: number[]): Doors => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const under = ports.map(() => 0);

  const post = (port: number, body: string): Promise<Reply> =>
    new Promise((resolve) => {
      const asking = request({ agent, port, host: '127.0.0.1', method: 'POST' }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', (error) => {
          resolve({ kind: 'unknown', why: String(error) });
        });
        response.on('end', () => {
          if (!response.complete) return;
          resolve({ kind: 'answered', told: JSON.parse(Buffer.concat(pieces).toString()) as Told });
        });
      });
      const limit = setTimeout(() => {
        asking.destroy(new Error('no answer in time'));
      }, answerLimitMs);
      asking.on('close', () => {
        clearTimeout(limit);
      });
      asking.on('error', (error) => {
        const isRefused = 'code' in error && error.code === 'ECONNREFUSED';
        resolve(isRefused ? { kind: 'not-sent' } : { kind: 'unknown', why: error.message });
      });
      asking.end(body);
    });

  return {
    names: ports.map((_, index) => `door-${index + 1}`),
    ask: async (door, asked) => {
      under[door] = (under[door] ?? 0) + 1;
      try {
        return await post(ports[door] ?? 0, JSON.stringify(asked));
      } finally {
        under[door] = (under[door] ?? 1) - 1;
      }
    },
    inFlight: (door) => (door === undefined ? under.reduce((sum, n) => sum + n, 0) : (under[door] ?? 0)),
    close: () => {
      agent.destroy();
    },
  };
};
