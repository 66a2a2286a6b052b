import { createSocket } from 'node:dgram';
import { hostname } from 'node:os';

/** Facility 13 (log audit), severity 5 (notice). */
const priority = 13 * 8 + 5;

/** A message as RFC 5424 has it, without structured data. */
export const syslogMessage = (at: string, messageId: string, text: string): string =>
  `<${priority}>1 ${at} ${hostname()} bihuan ${process.pid} ${messageId} - ${text}`;

/** Sends messages to `host:port` by UDP, which never tells whether they arrived. */
export async function sendSyslog(address: string, messages: readonly string[]): Promise<void> {
  const [, host = '', port = ''] = /^\[?(.+?)\]?:(\d+)$/.exec(address) ?? [];
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  try {
    for (const message of messages) {
      await new Promise<void>((resolve, reject) => {
        socket.send(message, Number(port), host, (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    }
  } finally {
    socket.close();
  }
}
