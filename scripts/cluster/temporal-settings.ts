import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { rootDir, type Environment } from '../../config';
import type { Postgres } from './postgres';

/** Ports of the four services of a server, gRPC and membership, in the names of the server's own settings. */
const portNames = [
  'FRONTEND_GRPC_PORT',
  'FRONTEND_MEMBERSHIP_PORT',
  'FRONTEND_HTTP_PORT',
  'HISTORY_GRPC_PORT',
  'HISTORY_MEMBERSHIP_PORT',
  'MATCHING_GRPC_PORT',
  'MATCHING_MEMBERSHIP_PORT',
  'WORKER_GRPC_PORT',
  'WORKER_MEMBERSHIP_PORT',
] as const;

export type ServicePorts = Record<(typeof portNames)[number], string>;

/** Asks for a port for each service. */
export const servicePorts = async (port: () => Promise<number>): Promise<ServicePorts> => {
  const found: [string, string][] = [];
  for (const name of portNames) found.push([name, String(await port())]);
  return Object.fromEntries(found) as ServicePorts;
};

const inField = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** The settings of the service `temporal` in the compose file, so that what is deployed is what was run. */
const deployed = (): Environment => {
  const file: unknown = parse(readFileSync(join(rootDir, 'deploy', 'compose.yaml'), 'utf8'), { merge: true });
  const settings = inField(inField(inField(file, 'services'), 'temporal'), 'environment');
  if (typeof settings !== 'object' || settings === null) throw new Error('the compose file has no Temporal server');
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));
};

/** The environment of a server that runs all four services on loopback, with its state in PostgreSQL. */
export const temporalSettings = ({ host, port, user, password }: Postgres, ports: ServicePorts): Environment => ({
  ...deployed(),
  ...ports,
  DB_PORT: String(port),
  POSTGRES_SEEDS: host,
  POSTGRES_USER: user,
  POSTGRES_PWD: password,
  BIND_ON_IP: '127.0.0.1',
  TEMPORAL_BROADCAST_ADDRESS: '127.0.0.1',
  DYNAMIC_CONFIG_FILE_PATH: join(rootDir, 'deploy', 'temporal', 'dynamicconfig.yaml'),
  PROMETHEUS_ENDPOINT: '',
});
