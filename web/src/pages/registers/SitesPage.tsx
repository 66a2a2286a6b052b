import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { usePages, type RowOf } from '../../api/pages';
import { useMe } from '../../app/session';
import { useAddress } from '../../shared/address';
import { BodyDrawer } from '../../shared/body/BodyDrawer';
import { Filters } from '../../shared/list/Filters';
import { List } from '../../shared/list/List';
import type { Column } from '../../shared/list/columns';
import { Mark } from '../../shared/Mark';
import { nameIn } from '../../shared/words';
import { PageHead } from './PageHead';
import { Span } from './Span';
import { useTownChoice } from './towns';

type Site = RowOf<'/api/v1/sites'>;

const WITH_MERGED = [{ value: 'true', label: '也列出已并入的' }];

export const siteAddress = (siteId: string): string => `/registers/sites/${encodeURIComponent(siteId)}`;

/** Places that can have hazards. */
const SitesPage = () => {
  const me = useMe();
  const address = useAddress();
  const navigate = useNavigate();
  const towns = useTownChoice();
  const [isMaking, setMaking] = useState(false);
  const withMerged = address.get('merged') === 'true';
  const pages = usePages('/api/v1/sites', {
    query: { limit: 50, q: address.get('q'), ...(withMerged ? { merged: true } : {}) },
  });
  const columns: Column<Site>[] = [
    {
      key: 'name',
      title: '点位',
      bare: true,
      render: ({ siteId, name, to, mergedInto }) => (
        <>
          <Link to={siteAddress(siteId)}>{name}</Link> {to !== undefined && <Span to={to} asOf={pages.asOf} />}{' '}
          {mergedInto !== undefined && <Mark look="plain">已并入 {nameIn(pages, mergedInto.siteId)}</Mark>}
        </>
      ),
    },
    { key: 'type', title: '类型', width: 130, render: ({ type }) => type },
    { key: 'address', title: '地址', render: (row) => row.address },
    { key: 'village', title: '所在村居', width: 140, render: ({ villageUnitId }) => nameIn(pages, villageUnitId) },
    { key: 'owner', title: '产权方', width: 190, render: ({ ownerSubjectId }) => nameIn(pages, ownerSubjectId) },
    {
      key: 'tenants',
      title: '承租方',
      width: 190,
      wideOnly: true,
      render: ({ tenantSubjectIds }) => tenantSubjectIds.map((id) => nameIn(pages, id)).join('、'),
    },
  ];
  return (
    <>
      <PageHead title="点位">
        {me.permissions.includes('keep-registers') && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => {
              setMaking(true);
            }}
          >
            新建点位
          </Button>
        )}
      </PageHead>
      <Filters
        filters={[
          { name: 'q', label: '名称、地址', kind: 'search', width: 260 },
          { name: 'merged', label: '已并入的', kind: 'choice', options: WITH_MERGED, width: 160 },
        ]}
      />
      <List pages={pages} columns={columns} keyOf={({ siteId }) => siteId} filters={['q']} empty="还没有登记点位" />
      {isMaking && (
        <BodyDrawer
          title="新建点位"
          intro={<p className="muted">新建前请先按名称和地址查找，避免重复登记。</p>}
          body="post /api/v1/sites"
          adjust={towns}
          submit="新建"
          done="已新建"
          onDone={(site) => void navigate(siteAddress((site as Site).siteId))}
          onClose={() => {
            setMaking(false);
          }}
        />
      )}
    </>
  );
};

export default SitesPage;
