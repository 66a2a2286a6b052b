import { stringify } from 'yaml';
import type { Postgres } from './postgres';

/** Ports of the four services of a server, gRPC and membership. */
export type ServicePorts = Record<'frontend' | 'history' | 'matching' | 'worker', { grpc: number; membership: number }>;

const shards = 4;

/** The configuration file of a server that runs all four services on loopback, with its state in PostgreSQL. */
export const temporalSettings = (postgres: Postgres, ports: ServicePorts, dynamicConfig: string): string => {
  const store = (databaseName: string, maxConns: number): object => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `${postgres.host}:${postgres.port}`,
      connectProtocol: 'tcp',
      user: postgres.user,
      password: postgres.password,
      maxConns,
      maxIdleConns: maxConns,
      maxConnLifetime: '1h',
    },
  });
  const rpc = ({ grpc, membership }: ServicePorts['frontend']): object => ({
    rpc: { grpcPort: grpc, membershipPort: membership, bindOnLocalHost: true },
  });
  const services = {
    frontend: rpc(ports.frontend),
    history: rpc(ports.history),
    matching: rpc(ports.matching),
    worker: rpc(ports.worker),
  };
  const frontend = `127.0.0.1:${ports.frontend.grpc}`;
  return stringify({
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: shards,
      datastores: { default: store('temporal', 20), visibility: store('temporal_visibility', 5) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services,
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: frontend },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    archival: {
      history: { state: 'disabled', enableRead: false },
      visibility: { state: 'disabled', enableRead: false },
    },
    publicClient: { hostPort: frontend },
    dynamicConfigClient: { filepath: dynamicConfig, pollInterval: '60s' },
  });
};
