import type { AppDeps } from '../deps';
import type { Route } from '../route';

/** For whoever runs the system: is the process there, can it take commands, what are its numbers. */
export const operationRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/healthz',
    summary: '进程存活',
    access: 'public',
    success: { status: 200, description: '存活' },
    handle(_request, response) {
      response.json({ status: 'ok' });
    },
  },
  {
    method: 'get',
    path: '/readyz',
    summary: '能否办理：各依赖及时限服务的状态',
    access: 'public',
    success: { status: 200, description: '可以办理' },
    async handle(_request, response) {
      const health = await deps.door.health();
      const { available, wrongSettings, refusesWrites } = health;
      const ready = available && wrongSettings.length === 0 && refusesWrites === null;
      response
        .status(ready ? 200 : 503)
        .set('Cache-Control', 'no-store')
        .json({
          status: ready ? 'ready' : 'not-ready',
          clockService: deps.clockService(),
          dependencies: {
            database: { available, wrongSettings, refusesWrites },
            policies: { packs: [...deps.packs.values()].map(({ packId, version }) => ({ packId, version })) },
            calendar: { version: deps.calendar.version, missingYears: health.missingYears },
            outbox: health.outbox,
            deadlines: { oldestOverdueMs: health.oldestOverdueMs },
            streams: { stuck: health.stuck },
            deliveries: { muted: health.muted },
          },
        });
    },
  },
  {
    method: 'get',
    path: '/metrics',
    summary: 'Prometheus 指标',
    access: 'public',
    raw: true,
    success: { status: 200, description: '指标' },
    async handle(_request, response) {
      const { contentType, body } = await deps.meter.read();
      response.set('Content-Type', contentType).send(body);
    },
  },
];
