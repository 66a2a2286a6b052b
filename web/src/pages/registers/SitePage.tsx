import { Button, Card, Descriptions } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { usePages } from '../../api/pages';
import { useRead } from '../../api/reading';
import type { Schemas } from '../../api/typed';
import { usePageTitle } from '../../app/title';
import { BodyDrawer } from '../../shared/body/BodyDrawer';
import { caseColumns } from '../../shared/case/columns';
import { List } from '../../shared/list/List';
import { Loaded } from '../../shared/Loaded';
import { nameIn } from '../../shared/words';
import { PageHead } from './PageHead';
import { Doubles, MergedInto, RegisterActs } from './RegisterActs';
import { siteAddress } from './SitesPage';
import { Span } from './Span';
import { subjectAddress } from './SubjectsPage';

type Site = Schemas['SiteReadAnswer'] & { names: Record<string, string> };

const lastDay = { titles: { to: '最后一日' } };

const SubjectLink = ({ site, id }: { site: Site; id: string }) => (
  <Link to={subjectAddress(id)}>{nameIn(site, id)}</Link>
);

const CasesHere = ({ siteId }: { siteId: string }) => {
  const pages = usePages('/api/v1/cases', { query: { siteId, sort: '-openedAt', limit: 20 } });
  return (
    <Card title="这里的隐患" className="panel-card">
      <List pages={pages} columns={caseColumns(pages)} keyOf={({ caseId }) => caseId} empty="没有您可以查看的隐患" />
    </Card>
  );
};

const SiteCards = ({ site }: { site: Site }) => {
  const [isEnding, setEnding] = useState(false);
  const { siteId, name, type, address, longitude, latitude, villageUnitId, ownerSubjectId, tenantSubjectIds } = site;
  const now = useMemo(
    () => ({ name, type, address, longitude, latitude, villageUnitId, ownerSubjectId, tenantSubjectIds }),
    [name, type, address, longitude, latitude, villageUnitId, ownerSubjectId, tenantSubjectIds],
  );
  usePageTitle(name);
  return (
    <>
      <PageHead title={name}>
        <RegisterActs
          kind="点位"
          name={name}
          version={site.version}
          allowedActs={site.allowedActs}
          path={{ siteId }}
          bodies={{ amend: 'post /api/v1/sites/{siteId}/amend', merge: 'post /api/v1/sites/{siteId}/merge' }}
          now={now}
          names={site.names}
          into="intoSiteId"
          doubles={site.doubleSiteIds}
        />
        {site.allowedActs.includes('end') && (
          <Button
            danger
            onClick={() => {
              setEnding(true);
            }}
          >
            {site.to === undefined ? '撤销点位' : '提前撤销'}
          </Button>
        )}
      </PageHead>
      {site.mergedInto !== undefined && (
        <MergedInto {...site.mergedInto} to={siteAddress(site.mergedInto.siteId)}>
          {nameIn(site, site.mergedInto.siteId)}
        </MergedInto>
      )}
      <Card title="基本情况" className="panel-card">
        <Descriptions column={{ xs: 1, md: 2 }} size="small">
          <Descriptions.Item label="类型">{site.type}</Descriptions.Item>
          <Descriptions.Item label="地址">{site.address}</Descriptions.Item>
          <Descriptions.Item label="所在村居">{nameIn(site, site.villageUnitId) || '未登记'}</Descriptions.Item>
          <Descriptions.Item label="经纬度">
            {site.longitude === undefined || site.latitude === undefined
              ? '未登记'
              : `${String(site.longitude)}，${String(site.latitude)}`}
          </Descriptions.Item>
          <Descriptions.Item label="产权方">
            {site.ownerSubjectId === undefined ? '未登记' : <SubjectLink site={site} id={site.ownerSubjectId} />}
          </Descriptions.Item>
          <Descriptions.Item label="承租方">
            {site.tenantSubjectIds.length === 0
              ? '未登记'
              : site.tenantSubjectIds.map((id) => (
                  <div key={id}>
                    <SubjectLink site={site} id={id} />
                  </div>
                ))}
          </Descriptions.Item>
          {site.to !== undefined && (
            <Descriptions.Item label="最后一日">
              <Span to={site.to} asOf="" />
            </Descriptions.Item>
          )}
        </Descriptions>
      </Card>
      <Doubles ids={site.doubleSiteIds} names={site.names} addressOf={siteAddress} />
      <CasesHere siteId={siteId} />
      {isEnding && (
        <BodyDrawer
          title={`撤销点位：${name}`}
          intro={<p>最后一日之后不能再在这里上报隐患；已有的隐患照常办理。已设定的日期只能提前。</p>}
          body="post /api/v1/sites/{siteId}/end"
          path={{ siteId }}
          adjust={lastDay}
          submit="撤销"
          danger
          done="已撤销"
          onClose={() => {
            setEnding(false);
          }}
        />
      )}
    </>
  );
};

/** One place: where it is, whose it is, its cases. */
const SitePage = () => {
  const { siteId = '' } = useParams();
  const reading = useRead('/api/v1/sites/{siteId}', { path: { siteId } });
  return <Loaded reading={reading}>{(site) => <SiteCards site={site} />}</Loaded>;
};

export default SitePage;
