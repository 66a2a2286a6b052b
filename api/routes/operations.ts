import { LivenessAnswer, OperationsAnswer, ReadinessAnswer } from '../answers/operations';
import type { AppDeps } from '../deps';
import { viewerOf } from '../read/viewer';
import { holdsRight, requireRight } from '../rights';
import type { Route } from '../route';

/** How the service is, whoever asks. */
const readinessOf = async (deps: AppDeps): Promise<ReadinessAnswer> => {
  const health = await deps.door.health();
  const { available, wrongSettings, refusesWrites } = health;
  const ready = available && wrongSettings.length === 0 && refusesWrites === null;
  return {
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
};

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
      const answer = await readinessOf(deps);
      response
        .status(answer.status === 'ready' ? 200 : 503)
        .set('Cache-Control', 'no-store')
        .json(answer);
    },
  },
  {
    method: 'get',
    path: '/api/v1/operations',
    summary: '运行情况',
    description:
      '系统管理员和审计可查，内容与 /readyz 相同：反向代理不放行 /readyz，登录的人由此查看。不能办理时 status 为 not-ready。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '运行情况', answer: OperationsAnswer },
    async handle(request, response) {
      const { posts } = await viewerOf(deps, request);
      if (!holdsRight(posts, 'read-audit')) requireRight(posts, 'manage-towns');
      response.set('Cache-Control', 'no-store').json(await readinessOf(deps));
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
