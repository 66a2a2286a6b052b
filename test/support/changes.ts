import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** A server-sent event. */
export interface Told {
  event: string;
  id: string | undefined;
  data: { streams?: { kind: string; id: string; version: number }[]; unread?: number; clockService?: string };
}

/** The app on a port of its own, since a test that asks once cannot listen. */
export const onPort = async (app: Express): Promise<{ port: number; close(): Promise<void> }> => {
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

const parsed = (block: string): Told | undefined => {
  const fields = new Map(block.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]));
  const [event, data] = [fields.get('event'), fields.get('data')];
  if (event === undefined || data === undefined) return undefined;
  return { event, id: fields.get('id'), data: JSON.parse(data) as Told['data'] };
};

/** A page that listens, as a browser does. */
export class OpenPage {
  readonly told: Told[] = [];
  /** Everything as it came. */
  text = '';
  isEnded = false;
  private readonly waiting = new Set<() => void>();

  private constructor(
    readonly status: number,
    private readonly reply: IncomingMessage,
  ) {
    let rest = '';
    reply.setEncoding('utf8');
    reply.on('data', (chunk: string) => {
      this.text += chunk;
      const blocks = `${rest}${chunk}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const told = parsed(block);
        if (told !== undefined) this.told.push(told);
      }
      this.look();
    });
    reply.on('close', () => {
      this.isEnded = true;
      this.look();
    });
    reply.on('error', () => undefined);
  }

  static open(port: number, headers: Record<string, string>, query = ''): Promise<OpenPage> {
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          port,
          host: '127.0.0.1',
          path: `/api/v1/changes${query}`,
          headers: { Accept: 'text/event-stream', ...headers },
        },
        (reply) => {
          resolve(new OpenPage(reply.statusCode ?? 0, reply));
        },
      );
      asked.on('error', reject);
      asked.end();
    });
  }

  /** Streams that were told of, each as often as it was. */
  get streams(): string[] {
    return this.told.flatMap(({ data }) => (data.streams ?? []).map(({ kind, id }) => `${kind}:${id}`));
  }

  /** The place that a browser would come back from. */
  get lastId(): string {
    return this.told.findLast(({ id }) => id !== undefined)?.id ?? '';
  }

  /** When it is so; fails where it does not become so in time. */
  async until(isSo: (page: OpenPage) => boolean, withinMs = 5_000): Promise<void> {
    if (isSo(this)) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(look);
        reject(new Error(`not told in time; was told ${JSON.stringify(this.told)}`));
      }, withinMs);
      const look = (): void => {
        if (!isSo(this)) return;
        this.waiting.delete(look);
        clearTimeout(timer);
        resolve();
      };
      this.waiting.add(look);
    });
  }

  close(): void {
    this.reply.destroy();
  }

  private look(): void {
    for (const look of this.waiting) look();
  }
}
