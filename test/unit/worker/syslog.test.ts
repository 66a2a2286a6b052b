import { createSocket } from 'node:dgram';
import { sendSyslog, syslogMessage } from '../../../worker/syslog';

describe('syslog', () => {
  it('gets messages as RFC 5424 has them, one a datagram', async () => {
    const server = createSocket('udp4');
    const received: string[] = [];
    const both = new Promise<void>((resolve) => {
      server.on('message', (bytes) => {
        received.push(bytes.toString());
        if (received.length === 2) resolve();
      });
    });
    await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
    const at = '2025-09-15T02:00:00.000Z';
    const messages = [1, 2].map((anchorNo) => syslogMessage(at, 'anchor', JSON.stringify({ anchorNo })));
    await sendSyslog(`127.0.0.1:${server.address().port}`, messages);
    await both;
    server.close();
    expect(received[0]).toMatch(/^<109>1 2025-09-15T02:00:00\.000Z \S+ bihuan \d+ anchor - \{"anchorNo":1\}$/);
    expect(received).toHaveLength(2);
  });
});
