import { Popover } from 'antd';
import { minuteOf, momentInWords } from '../../../shared/dates';
import { EarlierCycle } from '../../../shared/case/EarlierCycle';
import { Lamp } from '../../../shared/Lamp';
import { dueInWords, TimeLeft } from '../../../shared/TimeLeft';
import { addresseeIn, labelIn } from '../../../shared/words';
import type { Clocked, Clock } from '../file';
import { Because } from './Because';
import { freeDaysIn, kindOf, placeOn, spanOf, type Run, type Span } from './runs';

interface ClockBarProps {
  run: Run;
  file: Clocked;
  name: string;
  /** How often; 0 where nobody was or nobody knows. */
  reminded: number;
}

const stepName = (step: Clock, file: Clocked): string => {
  if (step.level < 0) return '提醒';
  return step.act === undefined ? '到期' : labelIn(file, 'rung-act', step.act);
};

const Mark = ({ step, span, file }: { step: Clock; span: Span; file: Clocked }) => {
  const name = stepName(step, file);
  return (
    <Popover trigger="click" title={`${name}：${minuteOf(step.dueAt)}`} content={<Because step={step} />}>
      <button
        type="button"
        className={`mark mark-${kindOf(step)} mark-${step.state}`}
        style={{ left: `${String(placeOn(span, Date.parse(step.dueAt)))}%` }}
        aria-label={`${name}，${minuteOf(step.dueAt)}，${labelIn(file, 'deadline-state', step.state)}`}
      />
    </Popover>
  );
};

const dayMs = 86_400_000;
const shanghaiMs = 8 * 3_600_000;

/** A clock as a bar: what has passed, days that do not count, what is planned; each mark says why it stands there. */
export const ClockBar = ({ run, file, name, reminded }: ClockBarProps) => {
  const { due, steps } = run;
  const span = spanOf(run, file.asOf);
  const next = steps
    .filter(({ state, dueAt }) => state === 'armed' && dueAt > file.asOf)
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0];
  const now = placeOn(span, Date.parse(file.asOf));
  return (
    <div className="clock">
      <div className="clock-head">
        <strong>{name}</strong>
        <EarlierCycle cycle={due.cycle} now={file.cycle} />
        <span className="muted">{addresseeIn(file, due.addressee)}</span>
        {due.state === 'paused' ? (
          <Lamp code="none" word="已中止计时" />
        ) : (
          <TimeLeft due={due} now={file.asOf} what={name} />
        )}
      </div>
      <div className="clock-bar">
        {freeDaysIn(due).map((day) => {
          const start = Date.parse(day) - shanghaiMs;
          const left = placeOn(span, start);
          return (
            <span
              key={day}
              className="free-day"
              style={{ left: `${String(left)}%`, width: `${String(placeOn(span, start + dayMs) - left)}%` }}
            />
          );
        })}
        <span className={`elapsed elapsed-${due.lamp ?? 'none'}`} style={{ width: `${String(now)}%` }} />
        {[due, ...steps].map((step) => (
          <Mark key={step.deadlineId} step={step} span={span} file={file} />
        ))}
      </div>
      <div className="clock-foot">
        <Popover trigger="click" title={name} content={<Because step={due} />}>
          <button type="button" className="link">
            {due.state === 'paused' ? '原期限 ' : ''}
            {dueInWords(due, file.asOf)} · 为什么
          </button>
        </Popover>
        {reminded > 0 && <span className="muted">已提醒 {reminded} 次</span>}
        {next !== undefined && (
          <span className="muted">
            {momentInWords(next.dueAt, file.asOf)} → {stepName(next, file)}
          </span>
        )}
      </div>
    </div>
  );
};
