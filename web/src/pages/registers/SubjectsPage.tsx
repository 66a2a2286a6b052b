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
import { labelIn, nameIn } from '../../shared/words';
import { PageHead } from './PageHead';
import { useTownChoice } from './towns';

type Subject = RowOf<'/api/v1/subjects'>;

const WITH_MERGED = [{ value: 'true', label: '也列出已并入的' }];

export const subjectAddress = (subjectId: string): string => `/registers/subjects/${encodeURIComponent(subjectId)}`;

/** Who answers for places: enterprises, shops, owners, public bodies. */
const SubjectsPage = () => {
  const me = useMe();
  const address = useAddress();
  const navigate = useNavigate();
  const towns = useTownChoice();
  const [isMaking, setMaking] = useState(false);
  const withMerged = address.get('merged') === 'true';
  const pages = usePages('/api/v1/subjects', {
    query: { limit: 50, q: address.get('q'), ...(withMerged ? { merged: true } : {}) },
  });
  const columns: Column<Subject>[] = [
    {
      key: 'name',
      title: '责任主体',
      bare: true,
      render: ({ subjectId, name, mergedInto }) => (
        <>
          <Link to={subjectAddress(subjectId)}>{name}</Link>{' '}
          {mergedInto !== undefined && <Mark look="plain">已并入 {nameIn(pages, mergedInto.subjectId)}</Mark>}
        </>
      ),
    },
    { key: 'kind', title: '类别', width: 140, render: ({ kind }) => labelIn(pages, 'subject-kind', kind) },
    { key: 'code', title: '统一社会信用代码', width: 200, render: ({ creditCode }) => creditCode ?? '' },
    { key: 'village', title: '所在村居', width: 140, render: ({ placeUnitId }) => nameIn(pages, placeUnitId) },
    {
      key: 'sites',
      title: '点位',
      width: 80,
      render: ({ siteIds }) => (siteIds.length === 0 ? '' : `${String(siteIds.length)} 处`),
    },
    {
      key: 'consent',
      title: '电子送达',
      width: 150,
      render: ({ electronicConsent }) => (electronicConsent === undefined ? '' : `${electronicConsent} 同意`),
    },
  ];
  return (
    <>
      <PageHead title="责任主体">
        {me.permissions.includes('keep-registers') && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => {
              setMaking(true);
            }}
          >
            新建责任主体
          </Button>
        )}
      </PageHead>
      <Filters
        filters={[
          { name: 'q', label: '名称、统一社会信用代码', kind: 'search', width: 260 },
          { name: 'merged', label: '已并入的', kind: 'choice', options: WITH_MERGED, width: 160 },
        ]}
      />
      <List
        pages={pages}
        columns={columns}
        keyOf={({ subjectId }) => subjectId}
        filters={['q']}
        empty="还没有登记责任主体"
      />
      {isMaking && (
        <BodyDrawer
          title="新建责任主体"
          intro={
            <p className="muted">
              新建前请先查找，避免重复登记。选定类别后，再填它所需要的内容；家属联系方式只为特殊保护人员登记。
            </p>
          }
          body="post /api/v1/subjects"
          adjust={towns}
          submit="新建"
          done="已新建"
          onDone={(subject) => void navigate(subjectAddress((subject as Subject).subjectId))}
          onClose={() => {
            setMaking(false);
          }}
        />
      )}
    </>
  );
};

export default SubjectsPage;
