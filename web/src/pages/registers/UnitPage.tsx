import { Button, Card, Descriptions } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useRead } from '../../api/reading';
import type { Schemas } from '../../api/typed';
import { useMe } from '../../app/session';
import { usePageTitle } from '../../app/title';
import { BodyDrawer } from '../../shared/body/BodyDrawer';
import type { BodyKey } from '../../shared/body/bodies';
import { Loaded } from '../../shared/Loaded';
import { labelIn, nameIn } from '../../shared/words';
import { PageHead } from './PageHead';
import { PostsCard } from './PostsCard';
import { Span } from './Span';
import { unitAddress } from './unit-address';

type Unit = Schemas['UnitReadAnswer'] & {
  names: Record<string, string>;
  labels: Record<string, Record<string, string>>;
};

/** What would have to be taken over, in numbers that open their lists. */
const Holdings = ({ unitId, holds }: { unitId: string; holds: NonNullable<Unit['holds']> }) => (
  <div className="holdings">
    <span>
      岗位 <b>{holds.posts}</b> 个
    </span>
    <span>
      未办结的隐患{' '}
      <Link to={`/cases?unitId=${encodeURIComponent(unitId)}`}>
        <b>{holds.cases}</b>
      </Link>{' '}
      件
    </span>
    <span>
      未完成的时限 <b>{holds.deadlines}</b> 项
    </span>
    <span>
      督办、约谈、通报 <b>{holds.escalations}</b> 件
    </span>
  </div>
);

type Act = 'end' | 'successor' | 'withdraw-end';

const ACTS: Record<
  Act,
  { title: string; body: BodyKey; text: string; submit: string; titles?: Record<string, string> }
> = {
  end: {
    title: '撤销单位',
    body: 'post /api/v1/units/{unitId}/end',
    text: '最后一日之后不能再有岗位；还有未办结的事项的，须先了结，或指明由哪个单位接办。',
    submit: '撤销',
    titles: { to: '最后一日' },
  },
  successor: {
    title: '指明接替单位',
    body: 'post /api/v1/units/{unitId}/successor',
    text: '撤销后，名下未办结的事项由接替单位接办。',
    submit: '指明',
  },
  'withdraw-end': {
    title: '收回撤销',
    body: 'post /api/v1/units/{unitId}/withdraw-end',
    text: '取消已设定的撤销日期，所指明的接替单位一并取消。',
    submit: '收回',
  },
};

const UnitCards = ({ unit }: { unit: Unit }) => {
  const me = useMe();
  const [act, setAct] = useState<Act | null>(null);
  const { unitId, holds } = unit;
  const chosen = act === null ? null : ACTS[act];
  const adjust = useMemo(() => (chosen?.titles === undefined ? {} : { titles: chosen.titles }), [chosen]);
  usePageTitle(unit.name);
  const acts: Act[] = unit.to === undefined ? ['end'] : ['end', 'successor', 'withdraw-end'];
  return (
    <>
      <PageHead title={unit.name}>
        {me.permissions.includes('manage-units') &&
          acts.map((one) => (
            <Button
              key={one}
              danger={one === 'end'}
              onClick={() => {
                setAct(one);
              }}
            >
              {one === 'end' && unit.to !== undefined ? '提前撤销' : ACTS[one].title}
            </Button>
          ))}
      </PageHead>
      <Card title="基本情况" className="panel-card">
        <Descriptions column={{ xs: 1, md: 2 }} size="small">
          <Descriptions.Item label="类别">{labelIn(unit, 'unit-kind', unit.kind)}</Descriptions.Item>
          <Descriptions.Item label="存续">
            <Span from={unit.from} to={unit.to} asOf="" />
          </Descriptions.Item>
          <Descriptions.Item label="上级单位">
            {unit.parentId === null ? '无' : <Link to={unitAddress(unit.parentId)}>{nameIn(unit, unit.parentId)}</Link>}
          </Descriptions.Item>
          <Descriptions.Item label="别名">{unit.aliases.join('、') || '无'}</Descriptions.Item>
          <Descriptions.Item label="发文机关代字">{unit.issuerCode ?? '无'}</Descriptions.Item>
          <Descriptions.Item label="执法领域">
            {unit.domains.map((one) => labelIn(unit, 'domain', one)).join('、') || '没有执法权'}
          </Descriptions.Item>
          {unit.orderBasis !== undefined && <Descriptions.Item label="执法依据">{unit.orderBasis}</Descriptions.Item>}
          <Descriptions.Item label="接替单位">
            {unit.successorUnitId === undefined ? (
              '无'
            ) : (
              <Link to={unitAddress(unit.successorUnitId)}>{nameIn(unit, unit.successorUnitId)}</Link>
            )}
          </Descriptions.Item>
          {unit.predecessorUnitIds.length > 0 && (
            <Descriptions.Item label="所接替的单位">
              {unit.predecessorUnitIds.map((id) => (
                <Link key={id} to={unitAddress(id)}>
                  {nameIn(unit, id)}{' '}
                </Link>
              ))}
            </Descriptions.Item>
          )}
        </Descriptions>
      </Card>
      {holds !== undefined && (
        <Card title="名下事项" className="panel-card">
          <Holdings unitId={unitId} holds={holds} />
        </Card>
      )}
      {me.permissions.includes('manage-people') && (
        <PostsCard query={{ unitId }} known={{ unitId }} names={{ [unitId]: unit.name }} />
      )}
      {chosen !== null && (
        <BodyDrawer
          title={`${chosen.title}：${unit.name}`}
          intro={
            <>
              <p>{chosen.text}</p>
              {holds !== undefined && <Holdings unitId={unitId} holds={holds} />}
            </>
          }
          body={chosen.body}
          path={{ unitId }}
          adjust={adjust}
          submit={chosen.submit}
          danger={act === 'end'}
          done="已办理"
          onClose={() => {
            setAct(null);
          }}
        />
      )}
    </>
  );
};

/** One unit: what it is, what it holds, who has a post in it, how it ends. */
const UnitPage = () => {
  const { unitId = '' } = useParams();
  const reading = useRead('/api/v1/units/{unitId}', { path: { unitId } });
  return <Loaded reading={reading}>{(unit) => <UnitCards unit={unit} />}</Loaded>;
};

export default UnitPage;
