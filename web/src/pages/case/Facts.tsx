import { Descriptions } from 'antd';
import { Link } from 'react-router';
import { addressOf } from '../../api/typed';
import { minuteOf } from '../../shared/dates';
import { labelIn, nameIn } from '../../shared/words';
import type { CaseFile } from './file';

const Place = ({ file }: { file: CaseFile }) =>
  file.siteId === null ? (
    (file.place?.address ?? '—')
  ) : (
    <Link to={addressOf('/cases', { query: { siteId: file.siteId } })} title="该点位的全部隐患">
      {nameIn(file, file.siteId)}
    </Link>
  );

type Subject = NonNullable<CaseFile['subjects']>[number];

/** Those that a grading fixed, until then those that the report names. */
const subjectsOf = ({ subjects = [], reportedSubjects = [] }: CaseFile): Subject[] =>
  subjects.length > 0 ? subjects : reportedSubjects;

const Subjects = ({ file }: { file: CaseFile }) =>
  subjectsOf(file).map(({ subjectId, name, kind }) => (
    <div key={subjectId}>
      <Link to={addressOf('/cases', { query: { subjectId } })} title="该责任主体的全部隐患">
        {name}
      </Link>
      <span className="muted"> {labelIn(file, 'subject-kind', kind)}</span>
    </div>
  ));

/** What was found, where, whose it is and who sees to it. Known facts only. */
export const Facts = ({ file }: { file: CaseFile }) => {
  const { names } = file;
  const rows: [label: string, content: React.ReactNode, wide?: true][] = [
    [
      '问题描述',
      <p key="text" className="long-text">
        {file.description}
      </p>,
      true,
    ],
    ['地点', <Place key="place" file={file} />],
    ['责任主体', subjectsOf(file).length === 0 ? '' : <Subjects key="subjects" file={file} />],
    ['类型', labelIn(file, 'hazard-type', file.hazardType)],
    ['领域', labelIn(file, 'domain', file.domain)],
    ['条款', labelIn(file, 'clause', file.clauseId)],
    ['来源', labelIn(file, 'source', file.source)],
    ['牵头单位', nameIn({ names }, file.leadUnitId)],
    ['责任单位', nameIn({ names }, file.responsibleUnitId)],
    ['配合单位', (file.coUnitIds ?? []).map((unitId) => nameIn({ names }, unitId)).join('、')],
    ['专项行动', file.campaignIds.map((id) => labelIn(file, 'campaign', id)).join('、')],
    ['发现时间', minuteOf(file.foundAt)],
    ['上报时间', minuteOf(file.reportedAt)],
    ['整改进度', file.percent === undefined || file.percent === 0 ? '' : `${String(file.percent)}%`],
    ['对方编号', file.externalId ?? ''],
  ];
  return (
    <section className="panel">
      <h2>基本情况</h2>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 1, md: 2 }}
        items={rows
          .filter(([, content]) => content !== '' && content !== undefined)
          .map(([label, children, wide]) => ({
            key: label,
            label,
            children,
            ...(wide === true ? { span: 'filled' as const } : {}),
          }))}
      />
      {file.plan !== undefined && file.plan !== null && <Plan file={file} plan={file.plan} />}
      {file.controls?.map((control) => (
        <div key={control.scope + control.until} className="note">
          临时管控：{labelIn(file, 'control-scope', control.scope)}，{control.measures}，至 {control.until}，看护人{' '}
          {nameIn(file, control.guardPersonId)}
        </div>
      ))}
      {file.suspension !== undefined && file.suspension !== null && (
        <div className="note">
          已中止：{file.suspension.groundName}
          {file.suspension.until !== null && `，至 ${file.suspension.until}`}
        </div>
      )}
    </section>
  );
};

const Plan = ({ file, plan }: { file: CaseFile; plan: NonNullable<CaseFile['plan']> }) => (
  <Descriptions
    size="small"
    column={1}
    title={`整改方案${file.planAccepted === true ? '（已通过）' : '（待审核）'}`}
    items={[
      { key: 'goal', label: '目标', children: plan.goal },
      {
        key: 'measures',
        label: '措施',
        children: (
          <ol className="measures">
            {plan.measures.map(({ kind, text }) => (
              <li key={kind + text}>
                {labelIn(file, 'measure-kind', kind)}：{text}
              </li>
            ))}
          </ol>
        ),
      },
      { key: 'funds', label: '资金', children: plan.funds },
      { key: 'person', label: '责任人', children: plan.personInCharge },
      { key: 'finish', label: '完成时限', children: plan.finishOn },
      { key: 'emergency', label: '预案', children: plan.emergencyPlan },
    ]}
  />
);
