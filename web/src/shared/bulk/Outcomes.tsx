import { Alert, Button } from 'antd';
import { nameOfCase, type MarkedCase, type Outcome } from './bulk';

interface OutcomesProps {
  outcomes: readonly Outcome[];
  cases: readonly MarkedCase[];
  onClose(): void;
}

/** What became of each case; first those that need another look. */
export const Outcomes = ({ outcomes, cases, onClose }: OutcomesProps) => {
  const failed = outcomes.filter(({ reason }) => reason !== undefined);
  const done = outcomes.filter(({ reason }) => reason === undefined);
  return (
    <>
      <Alert
        role="status"
        showIcon
        type={failed.length === 0 ? 'success' : 'warning'}
        title={`已办理 ${String(done.length)} 件${failed.length === 0 ? '' : `，${String(failed.length)} 件未办，仍为选中`}`}
      />
      <ul className="plain batch-results">
        {[...failed, ...done].map(({ caseId, reason }) => (
          <li key={caseId}>
            <strong>{reason === undefined ? '✓ 已办理' : '✗ 未办'}</strong> {nameOfCase(cases, caseId)}
            {reason !== undefined && <div className="muted">{reason}</div>}
          </li>
        ))}
      </ul>
      <Button type="primary" onClick={onClose}>
        完成
      </Button>
    </>
  );
};
