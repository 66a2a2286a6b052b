import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What went over the link to the database so far. */
export interface Traffic {
  /** Command packets: each is one round trip. */
  roundTrips: number;
  bytesOut: number;
  bytesIn: number;
}

export interface MySqlMeter {
  port: number;
  read: () => Traffic;
  close: () => Promise<void>;
}

/**
 * Calls back for every packet a client sends, with its place in the exchange: a command begins anew at 0, and what follows
 * within one (a login, a second part) counts on. The handshake begins at 1.
 */
const packetReader = (onPacket: (sequence: number) => void): ((bytes: Buffer) => void) => {
  let head = Buffer.alloc(0);
  let skip = 0;
  return (bytes) => {
    let at = 0;
    while (at < bytes.length) {
      if (skip > 0) {
        const taken = Math.min(skip, bytes.length - at);
        skip -= taken;
        at += taken;
        continue;
      }
      const needed = 4 - head.length;
      head = Buffer.concat([head, bytes.subarray(at, at + needed)]);
      at += needed;
      if (head.length < 4) return;
      skip = head.readUIntLE(0, 3);
      onPacket(head.readUInt8(3));
      head = Buffer.alloc(0);
    }
  };
};

/** A TCP link to MariaDB that counts: exact, whatever driver or pool is in front of it. */
export const meterMySql = async (port: number): Promise<MySqlMeter> => {
  const traffic: Traffic = { roundTrips: 0, bytesOut: 0, bytesIn: 0 };
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const look = packetReader((sequence) => {
      if (sequence === 0) traffic.roundTrips += 1;
    });
    near.on('data', (bytes) => {
      look(bytes);
      traffic.bytesOut += bytes.length;
      far.write(bytes);
    });
    far.on('data', (bytes) => {
      traffic.bytesIn += bytes.length;
      near.write(bytes);
    });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    read: () => ({ ...traffic }),
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
