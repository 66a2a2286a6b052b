import { Alert } from 'antd';
import { dayInWords, minuteOf } from '../../../shared/dates';
import type { Clock } from '../file';

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Why a date is what it is: the rule, where it comes from, from when was counted, each day that counted. */
export const Because = ({ step }: { step: Pick<Clock, 'because' | 'dueOn'> }) => {
  const { rule, sourceText, sourceLink, inputs, days, calendarVersion, provisional } = step.because;
  return (
    <div className="because">
      {provisional && <Alert type="warning" showIcon title="暂定：当年的工作日安排尚未公布" />}
      <p>{rule}</p>
      <p>
        依据：
        {sourceLink === null ? (
          sourceText
        ) : (
          <a href={sourceLink} target="_blank" rel="noreferrer">
            {sourceText}
          </a>
        )}
      </p>
      <p>起算：{isDay(inputs.from) ? dayInWords(inputs.from) : minuteOf(inputs.from)}</p>
      {days.length > 0 && (
        <>
          <p>计入的工作日（日历 {calendarVersion}）：</p>
          <ol className="counted">
            {days.map((day) => (
              <li key={day}>{dayInWords(day, step.dueOn)}</li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
};
