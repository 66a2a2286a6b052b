import { Button, Empty } from 'antd';
import { useRead } from '../../api/reading';
import { Loaded } from '../Loaded';
import type { CommonCommand, MarkedCase } from './bulk';
import { LeftCases } from './LeftCases';

interface ChooseCommandProps {
  cases: readonly MarkedCase[];
  choose(command: CommonCommand): void;
}

/** What can be done to these cases, as the API says: on how many, and why not on the others. */
export const ChooseCommand = ({ cases, choose }: ChooseCommandProps) => {
  const reading = useRead('/api/v1/cases/commands', { query: { caseIds: cases.map(({ caseId }) => caseId) } });
  return (
    <Loaded reading={reading}>
      {(answer) =>
        answer.items.length === 0 ? (
          <Empty description="选中的隐患现在没有您可以办理的事项" />
        ) : (
          <ul className="plain bulk-commands">
            {answer.items.map((one) => (
              <li key={one.label}>
                <Button
                  block
                  onClick={() => {
                    choose(one);
                  }}
                >
                  {one.label}（{one.allowedOn} 件）
                </Button>
                <LeftCases left={one.left} cases={cases} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
};
