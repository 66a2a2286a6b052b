import { Button, Result, Space } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useCodes } from '../../api/reading';
import { caseAddress } from '../../shared/case/columns';
import type { VisitHeld } from './visit';

/** What was reported, where it stands now, and what can be done next. */
export const Results = ({ held }: { held: VisitHeld }) => {
  const statuses = useCodes('case-status');
  const goesOn = useRef(false);
  const forget = useRef(held.forget);
  // What was seen is not shown again to who comes back to the page.
  useEffect(
    () => () => {
      if (!goesOn.current) forget.current();
    },
    [],
  );
  const startAgain = (inSamePlace: boolean): void => {
    goesOn.current = true;
    held.startAgain(inSamePlace);
  };
  const sent = held.visit.hazards.flatMap(({ values, sent: one }) =>
    one === undefined ? [] : [{ ...one, title: String(values['title']) }],
  );
  return (
    <section className="panel">
      <Result
        status="success"
        title={`已上报 ${String(sent.length)} 处隐患`}
        subTitle="核实、上账后会给出编号；办理进展在“消息”和隐患详情中查看。"
        extra={
          <Space wrap>
            <Button
              type="primary"
              onClick={() => {
                startAgain(false);
              }}
            >
              再报一条
            </Button>
            <Button
              onClick={() => {
                startAgain(true);
              }}
            >
              同一地点再报一条
            </Button>
          </Space>
        }
      >
        <ul className="plain report-results">
          {sent.map(({ caseId, number, status, title }) => (
            <li key={caseId}>
              <Link to={caseAddress(caseId)}>{title}</Link>
              <div className="muted">
                {number ?? '尚未编号'}，现在的环节：{statuses.find(({ value }) => value === status)?.label ?? ''}
              </div>
            </li>
          ))}
        </ul>
      </Result>
    </section>
  );
};
