import { Alert, Button, Card, Descriptions, Statistic } from 'antd';
import { useRead } from '../../api/reading';
import type { Schemas } from '../../api/typed';
import { useMe } from '../../app/session';
import { Loaded } from '../../shared/Loaded';
import { minuteOf } from '../../shared/dates';
import { PageHead } from '../registers/PageHead';
import { Anchors } from './Anchors';
import { Mark } from '../../shared/Mark';

type Readiness = Schemas['ReadinessAnswer'];

const lasted = (ms: number): string => {
  const minutes = Math.round(ms / 60_000);
  if (ms < 60_000) return `${String(Math.round(ms / 1000))} 秒`;
  return minutes < 120 ? `${String(minutes)} 分钟` : `${String(Math.round(minutes / 60))} 小时`;
};

const Good = ({ good, yes, no }: { good: boolean; yes: string; no: string }) => (
  <Mark look={good ? 'done' : 'bad'}>{good ? yes : no}</Mark>
);

const State = ({ state }: { state: Readiness }) => {
  const { database, policies, calendar, outbox, deadlines, streams, deliveries } = state.dependencies;
  const isReady = state.status === 'ready';
  const { stuck } = streams;
  return (
    <>
      <Alert
        className="form-warning"
        type={isReady ? (state.clockService === 'running' ? 'success' : 'warning') : 'error'}
        showIcon
        title={isReady ? '可以办理' : '现在不能办理'}
        description={
          state.clockService === 'running'
            ? '时限服务正常。'
            : '时限服务延迟：到期的提醒和升级会晚触发，不影响办理；请检查后台进程。'
        }
      />
      <div className="columns">
        <Card>
          <Statistic title="最久未触发的时限已过" value={lasted(deadlines.oldestOverdueMs)} />
          <p className="muted">到期后应在一分钟内触发；持续变大说明时限服务停了。</p>
        </Card>
        <Card>
          <Statistic title="待转发的事件" value={outbox.rows} suffix="条" />
          <p className="muted">最早一条已等待 {lasted(outbox.oldestMs)}。</p>
        </Card>
        <Card>
          <Statistic title="停滞的事项" value={stuck.settle + stuck.relay} suffix="件" />
          <p className="muted">
            时限无法触发 {stuck.settle} 件，事件无法转发 {stuck.relay} 件
            {stuck.oldestMs > 0 && `，最早已停滞 ${lasted(stuck.oldestMs)}`}。
          </p>
        </Card>
      </div>
      <Card title="各项依赖" className="panel-card operations">
        <Descriptions column={{ xs: 1, md: 2 }} size="small">
          <Descriptions.Item label="数据库">
            <Good good={database.available} yes="连通" no="连不上" />
            <Good
              good={database.refusesWrites === null}
              yes="可以写入"
              no={`不能写入：${database.refusesWrites ?? ''}`}
            />
          </Descriptions.Item>
          <Descriptions.Item label="数据库设置">
            {database.wrongSettings.length === 0 ? '合格' : database.wrongSettings.join('；')}
          </Descriptions.Item>
          <Descriptions.Item label="政策包">
            {policies.packs.map(({ packId, version }) => `${packId} ${version}`).join('、')}
          </Descriptions.Item>
          <Descriptions.Item label="工作日历">
            {calendar.version}
            {calendar.missingYears.length > 0 && `（缺 ${calendar.missingYears.join('、')} 年的安排）`}
          </Descriptions.Item>
          <Descriptions.Item label="事件推送">
            {deliveries.muted === null
              ? '没有暂停'
              : `自 ${minuteOf(deliveries.muted.since)} 暂停：${deliveries.muted.why}`}
          </Descriptions.Item>
        </Descriptions>
      </Card>
    </>
  );
};

const everyMs = 15_000;

/** How the service is: whether it takes commands, and what is behind. */
const OperationsPage = () => {
  const me = useMe();
  const reading = useRead('/api/v1/operations', {}, { everyMs });
  return (
    <>
      <PageHead title="运行情况">
        <Button onClick={() => void reading.refetch()}>刷新</Button>
      </PageHead>
      <Loaded reading={reading}>{(state) => <State state={state} />}</Loaded>
      {me.permissions.includes('read-audit') && <Anchors />}
    </>
  );
};

export default OperationsPage;
