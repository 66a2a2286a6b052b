import { freeDaysIn, kindOf, type Run, type StepKind } from './runs';

const KINDS: readonly (readonly [StepKind, string])[] = [
  ['due', '到期'],
  ['reminder', '到期前提醒'],
  ['rung', '逾期后的措施'],
];

/** What the marks on the bars mean; those that are there. */
export const Legend = ({ runs }: { runs: readonly Run[] }) => {
  const steps = runs.flatMap((run) => [run.due, ...run.steps]);
  const kinds = KINDS.filter(([kind]) => steps.some((step) => kindOf(step) === kind));
  if (kinds.length === 0) return null;
  return (
    <ul className="plain clock-legend" aria-label="图例">
      {kinds.map(([kind, word]) => (
        <li key={kind}>
          <span className={`mark mark-${kind}`} /> {word}
        </li>
      ))}
      {runs.some(({ due }) => freeDaysIn(due).length > 0) && (
        <li>
          <span className="free-day" /> 不计入的休息日
        </li>
      )}
    </ul>
  );
};
