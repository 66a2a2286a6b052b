import { LivenessAnswer, ReadinessAnswer } from '../answers/operations';
import type { AppDeps } from '../deps';
import type { Route } from '../route';

/** For whoever runs the system: is the process there, can it take commands, what are its numbers. */
export const operationRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/healthz',
    summary: '进程存活',
    description: '只说明进程在运行，不查数据库；供存活探针使用，无须登录。',
    access: 'public',
    success: { status: 200, description: '存活', answer: LivenessAnswer },
    handle(_request, response) {
      response.json({ status: 'ok' });
    },
  },
  {
    method: 'get',
    path: '/readyz',
    summary: '能否办理：各依赖及时限服务的状态',
    description:
      '数据库连通、设置合格且能写入时回答 200，否则 503，内容都是各依赖的情况；供就绪探针使用，无须登录。clockService 为 delayed 表示时限会晚触发，不影响办理，仍为 200。',
    access: 'public',
    success: { status: 200, description: '可以办理', answer: ReadinessAnswer },
    others: [{ status: 503, description: '不能办理，原因在 dependencies.database', answer: ReadinessAnswer }],
    async handle(_request, response) {
      const health = await deps.door.health();
      const { available, wrongSettings, refusesWrites } = health;
      const ready = available && wrongSettings.length === 0 && refusesWrites === null;
      const answer: ReadinessAnswer = {
        status: ready ? 'ready' : 'not-ready',
        clockService: deps.clockService(),
        training: deps.training !== undefined,
        dependencies: {
          database: { available, wrongSettings, refusesWrites },
          policies: { packs: [...deps.packs.values()].map(({ packId, version }) => ({ packId, version })) },
          calendar: { version: deps.calendar.version, missingYears: health.missingYears },
          outbox: health.outbox,
          deadlines: { oldestOverdueMs: health.oldestOverdueMs },
          streams: { stuck: health.stuck },
          deliveries: { muted: health.muted },
        },
      };
      response
        .status(ready ? 200 : 503)
        .set('Cache-Control', 'no-store')
        .json(answer);
    },
  },
  {
    method: 'get',
    path: '/metrics',
    summary: 'Prometheus 指标',
    description: '本进程和记录库的各项数值，供监控抓取，无须登录；不含人员、隐患的编号。',
    access: 'public',
    raw: true,
    success: { status: 200, description: '指标', media: 'text/plain' },
    async handle(_request, response) {
      const { contentType, body } = await deps.meter.read();
      response.set('Content-Type', contentType).send(body);
    },
  },
];
