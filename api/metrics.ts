import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { AppDeps } from './deps';

export interface Metrics {
  observe: RequestHandler;
  text(): Promise<{ contentType: string; body: string }>;
}

/** Prometheus metrics of one process; the record is asked when they are read. */
export const createMetrics = (deps: AppDeps): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'bihuan_http_request_seconds',
    help: 'Time to answer HTTP requests',
    labelNames: ['method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  const commands = new Counter({
    name: 'bihuan_http_writes_total',
    help: 'Writes asked for over HTTP',
    labelNames: ['status'],
    registers: [registry],
  });
  const gauges = {
    outboxRows: new Gauge({ name: 'bihuan_outbox_rows', help: 'Events not yet sent', registers: [registry] }),
    outboxAge: new Gauge({ name: 'bihuan_outbox_oldest_seconds', help: 'Age of the oldest', registers: [registry] }),
    overdue: new Gauge({
      name: 'bihuan_overdue_seconds',
      help: 'How long the most overdue deadline waits',
      registers: [registry],
    }),
    delayed: new Gauge({ name: 'bihuan_clock_delayed', help: '1 while deadlines fire late', registers: [registry] }),
  };

  return {
    observe: (request, response, next) => {
      const end = seconds.startTimer();
      response.on('finish', () => {
        end({ method: request.method, status: response.statusCode });
        if (request.method !== 'GET') commands.inc({ status: response.statusCode });
      });
      next();
    },
    text: async () => {
      const health = await deps.door.health();
      gauges.outboxRows.set(health.outbox.rows);
      gauges.outboxAge.set(health.outbox.oldestMs / 1000);
      gauges.overdue.set(health.oldestOverdueMs / 1000);
      gauges.delayed.set(deps.clockService() === 'delayed' ? 1 : 0);
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
};
