import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { usePages, type RowOf } from '../../api/pages';
import { useCodes } from '../../api/reading';
import type { Schemas } from '../../api/typed';
import { useMe } from '../../app/session';
import { useAddress } from '../../shared/address';
import { BodyDrawer } from '../../shared/body/BodyDrawer';
import { Filters } from '../../shared/list/Filters';
import { List } from '../../shared/list/List';
import type { Column } from '../../shared/list/columns';
import { labelIn, nameIn } from '../../shared/words';
import { PageHead } from './PageHead';
import { Span } from './Span';
import { useTownChoice } from './towns';
import { unitAddress } from './unit-address';
import { UnitTree } from './UnitTree';

type Unit = RowOf<'/api/v1/units'>;
type Kind = Schemas['UnitAnswer']['kind'];

/** All of them as a list, narrowed by what stands in the address. */
const UnitList = () => {
  const address = useAddress();
  const kind = address.list('kind') as Kind[];
  const pages = usePages('/api/v1/units', {
    query: { limit: 100, q: address.get('q'), ...(kind.length === 0 ? {} : { kind }) },
  });
  const columns: Column<Unit>[] = [
    {
      key: 'name',
      title: '单位',
      bare: true,
      render: ({ unitId, name }) => <Link to={unitAddress(unitId)}>{name}</Link>,
    },
    { key: 'kind', title: '类别', width: 130, render: (row) => labelIn(pages, 'unit-kind', row.kind) },
    { key: 'parent', title: '上级单位', width: 160, render: ({ parentId }) => nameIn(pages, parentId) },
    { key: 'code', title: '发文代字', width: 120, render: ({ issuerCode }) => issuerCode ?? '' },
    {
      key: 'domains',
      title: '执法领域',
      width: 150,
      render: ({ domains }) => domains.map((one) => labelIn(pages, 'domain', one)).join('、'),
    },
    {
      key: 'span',
      title: '存续',
      width: 210,
      render: ({ from, to }) => <Span from={from} to={to} asOf={pages.asOf} />,
    },
    {
      key: 'successor',
      title: '接替单位',
      width: 150,
      render: ({ successorUnitId }) => nameIn(pages, successorUnitId),
    },
    { key: 'aliases', title: '别名', hidden: true, render: ({ aliases }) => aliases.join('、') },
  ];
  return <List pages={pages} columns={columns} keyOf={({ unitId }) => unitId} filters={['q', 'kind']} />;
};

/** The units of the towns that somebody reaches, and the district's. */
const UnitsPage = () => {
  const me = useMe();
  const address = useAddress();
  const navigate = useNavigate();
  const towns = useTownChoice();
  const [isMaking, setMaking] = useState(false);
  const isList = address.get('view') === 'list';
  const kinds = useCodes('unit-kind');
  const adjust = useMemo(() => ({ ...towns, leave: [...(towns.leave ?? []), 'slug'] }), [towns]);
  return (
    <>
      <PageHead title="单位">
        {me.permissions.includes('manage-units') && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => {
              setMaking(true);
            }}
          >
            新建单位
          </Button>
        )}
      </PageHead>
      <Segmented
        aria-label="显示方式"
        className="view-choice"
        options={[
          { value: '', label: '层级' },
          { value: 'list', label: '列表' },
        ]}
        value={isList ? 'list' : ''}
        onChange={(view) => {
          address.set({ view, kind: '' });
        }}
      />
      <Filters
        filters={[
          { name: 'q', label: '名称、别名', kind: 'search', width: 240 },
          ...(isList ? [{ name: 'kind', label: '类别', kind: 'choices' as const, options: kinds, width: 220 }] : []),
        ]}
      />
      {isList ? <UnitList /> : <UnitTree />}
      {isMaking && (
        <BodyDrawer
          title="新建单位"
          intro={<p className="muted">同一镇的现有单位不得重名；区级单位不选镇。有执法权的单位由系统管理员新建。</p>}
          body="post /api/v1/units"
          adjust={adjust}
          submit="新建"
          done="已新建"
          onDone={(unit) => void navigate(unitAddress((unit as Unit).unitId))}
          onClose={() => {
            setMaking(false);
          }}
        />
      )}
    </>
  );
};

export default UnitsPage;
