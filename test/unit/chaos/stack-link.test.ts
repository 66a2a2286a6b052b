import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { openLink, type FaultLink, type LinkMode } from '../../../verification/chaos/stack-link';

/** What came back for `ping`, and how the connection ended; nothing within 200 ms is silence. */
const ask = (port: number): Promise<string> =>
  new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write('ping'));
    const timer = setTimeout(() => {
      socket.destroy();
      resolve(heard === '' ? 'silence' : heard);
    }, 200);
    socket.on('data', (bytes) => {
      heard += bytes.toString();
    });
    socket.on('error', (error) => {
      clearTimeout(timer);
      const code: unknown = Reflect.get(error, 'code');
      resolve(`${heard}${String(code)}`);
    });
  });

describe('a link that a nemesis can spoil', () => {
  let server: Server;
  let link: FaultLink;

  beforeEach(async () => {
    server = createServer((socket) => {
      socket.on('data', () => socket.write('0123456789'));
      socket.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    link = await openLink('test', { host: '127.0.0.1', port: (server.address() as AddressInfo).port }, () => 0);
  });

  afterEach(async () => {
    await link.close();
    await new Promise((resolve) => server.close(resolve));
  });

  const modes: [LinkMode, string][] = [
    [{ kind: 'pass' }, '0123456789'],
    [{ kind: 'refuse' }, 'ECONNREFUSED'],
    [{ kind: 'blackhole' }, 'silence'],
    [{ kind: 'reset' }, 'ECONNRESET'],
    [{ kind: 'cut-answer', afterBytes: 0 }, 'ECONNRESET'],
    [{ kind: 'latency', ms: 20, jitterMs: 0 }, '0123456789'],
    [{ kind: 'latency', ms: 400, jitterMs: 0 }, 'silence'],
  ];

  it.each(modes)('answers as its mode says: %j', async (mode, answer) => {
    await link.set(mode);
    expect(await ask(link.port)).toBe(answer);
  });

  it('passes everything again after each fault', async () => {
    for (const [mode] of modes) {
      await link.set(mode);
      await link.set({ kind: 'pass' });
      expect(await ask(link.port)).toBe('0123456789');
    }
  });
});
