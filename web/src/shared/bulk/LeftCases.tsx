import { nameOfCase, type LeftCase, type MarkedCase } from './bulk';

/** Cases on which it cannot be done, each with the reason. */
export const LeftCases = ({ left, cases }: { left: readonly LeftCase[]; cases: readonly MarkedCase[] }) =>
  left.length === 0 ? null : (
    <details className="left-cases">
      <summary>{left.length} 件不能办理，为什么</summary>
      <ul className="plain batch-results">
        {left.map(({ caseId, reason }) => (
          <li key={caseId}>
            {nameOfCase(cases, caseId)}
            <div className="muted">{reason.message}</div>
          </li>
        ))}
      </ul>
    </details>
  );
