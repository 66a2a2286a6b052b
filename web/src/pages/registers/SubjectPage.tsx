import { Button, Card, Descriptions } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { usePages } from '../../api/pages';
import { useRead } from '../../api/reading';
import type { Explained, Schemas } from '../../api/typed';
import { useMe } from '../../app/session';
import { usePageTitle } from '../../app/title';
import { BodyDrawer } from '../../shared/body/BodyDrawer';
import { caseColumns } from '../../shared/case/columns';
import { List } from '../../shared/list/List';
import { Loaded } from '../../shared/Loaded';
import { labelIn, nameIn } from '../../shared/words';
import { PageHead } from './PageHead';
import { Doubles, MergedInto, RegisterActs } from './RegisterActs';
import { siteAddress } from './SitesPage';
import { subjectAddress } from './SubjectsPage';

type Subject = Schemas['SubjectReadAnswer'] & Explained;

const History = ({ subjectId }: { subjectId: string }) => {
  const pages = usePages('/api/v1/subjects/{subjectId}/history', { path: { subjectId }, query: { limit: 20 } });
  return (
    <Card title="名下的隐患" className="panel-card">
      <List pages={pages} columns={caseColumns(pages)} keyOf={({ caseId }) => caseId} empty="没有您可以查看的隐患" />
    </Card>
  );
};

const SubjectCards = ({ subject }: { subject: Subject }) => {
  const me = useMe();
  const [isConsenting, setConsenting] = useState(false);
  const { subjectId, name, kind, creditCode, unitId, placeUnitId, protectedPerson, familyContact } = subject;
  const now = useMemo(
    () => ({ name, kind, creditCode, unitId, placeUnitId, protectedPerson, familyContact }),
    [name, kind, creditCode, unitId, placeUnitId, protectedPerson, familyContact],
  );
  usePageTitle(name);
  return (
    <>
      <PageHead title={name}>
        <RegisterActs
          kind="责任主体"
          name={name}
          version={subject.version}
          allowedActs={subject.allowedActs}
          path={{ subjectId }}
          bodies={{
            amend: 'post /api/v1/subjects/{subjectId}/amend',
            merge: 'post /api/v1/subjects/{subjectId}/merge',
          }}
          now={now}
          names={subject.names}
          into="intoSubjectId"
          doubles={subject.doubleSubjectIds}
        />
        {subject.mergedInto === undefined && me.permissions.includes('keep-registers') && (
          <Button
            onClick={() => {
              setConsenting(true);
            }}
          >
            登记电子送达意见
          </Button>
        )}
      </PageHead>
      {subject.mergedInto !== undefined && (
        <MergedInto {...subject.mergedInto} to={subjectAddress(subject.mergedInto.subjectId)}>
          {nameIn(subject, subject.mergedInto.subjectId)}
        </MergedInto>
      )}
      <Card title="基本情况" className="panel-card">
        <Descriptions column={{ xs: 1, md: 2 }} size="small">
          <Descriptions.Item label="类别">{labelIn(subject, 'subject-kind', subject.kind)}</Descriptions.Item>
          <Descriptions.Item label="统一社会信用代码">{subject.creditCode ?? '未登记'}</Descriptions.Item>
          <Descriptions.Item label="所在村居">{nameIn(subject, subject.placeUnitId) || '未登记'}</Descriptions.Item>
          {subject.unitId !== undefined && (
            <Descriptions.Item label="所属单位">{nameIn(subject, subject.unitId)}</Descriptions.Item>
          )}
          {subject.familyContact !== undefined && (
            <Descriptions.Item label="家属联系方式">{subject.familyContact}</Descriptions.Item>
          )}
          <Descriptions.Item label="电子送达">
            {subject.electronicConsent === undefined ? '没有书面同意' : `${subject.electronicConsent} 书面同意`}
          </Descriptions.Item>
          <Descriptions.Item label="点位">
            {subject.siteIds.length === 0
              ? '没有登记'
              : subject.siteIds.map((siteId) => (
                  <div key={siteId}>
                    <Link to={siteAddress(siteId)}>{nameIn(subject, siteId)}</Link>
                  </div>
                ))}
          </Descriptions.Item>
        </Descriptions>
      </Card>
      <Doubles ids={subject.doubleSubjectIds} names={subject.names} addressOf={subjectAddress} />
      <History subjectId={subjectId} />
      {isConsenting && (
        <BodyDrawer
          title={`电子送达意见：${name}`}
          intro={<p>责任主体书面同意后，文书才可以电子方式送达。撤回同意的，关掉“同意”即可。</p>}
          body="post /api/v1/subjects/{subjectId}/electronic-consent"
          path={{ subjectId }}
          submit="登记"
          done="已登记"
          onClose={() => {
            setConsenting(false);
          }}
        />
      )}
    </>
  );
};

/** One responsible party: who it is, its places, its cases. */
const SubjectPage = () => {
  const { subjectId = '' } = useParams();
  const reading = useRead('/api/v1/subjects/{subjectId}', { path: { subjectId } });
  return <Loaded reading={reading}>{(subject) => <SubjectCards subject={subject} />}</Loaded>;
};

export default SubjectPage;
