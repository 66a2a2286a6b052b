import { Button, Popover, Tooltip } from 'antd';
import { useState } from 'react';
import { CommandDrawer } from '../../../shared/commands/CommandDrawer';
import { WhoCanDo } from '../../../shared/WhoCanDo';
import { labelIn } from '../../../shared/words';
import type { AllowedCommand, CaseFile } from '../file';

const keyOf = ({ command, act, proposalId, askId }: AllowedCommand): string =>
  [command, act, proposalId, askId].filter((part) => part !== undefined).join('/');

/** `提请延期`, `审批：销号`: the command, and what it is about. */
const nameOf = (file: CaseFile, { command, act }: AllowedCommand): string => {
  const name = labelIn(file, 'case-command', command);
  return act === undefined ? name : `${name}：${labelIn(file, 'proposal-act', act)}`;
};

const Refused = ({ file, refused }: { file: CaseFile; refused: readonly AllowedCommand[] }) => (
  <ul className="refused" tabIndex={0}>
    {refused.map((one) => (
      <li key={keyOf(one)}>
        <Button size="small" disabled>
          {nameOf(file, one)}
        </Button>
        <div>
          {one.reason?.message}
          <WhoCanDo who={one.reason?.whoCanDo} />
        </div>
      </li>
    ))}
  </ul>
);

/** What may be done now; what may not says why, and who can. All of it as the API says. */
export const Acts = ({ file }: { file: CaseFile }) => {
  const [open, setOpen] = useState<AllowedCommand | null>(null);
  const allowed = file.allowedCommands
    .filter((one) => one.allowed)
    .toSorted((one, other) => Number(other.next === true) - Number(one.next === true));
  const refused = file.allowedCommands.filter((one) => !one.allowed);
  return (
    <div className="acts">
      {allowed.map((one) => (
        <Button
          key={keyOf(one)}
          type={one.next === true ? 'primary' : 'default'}
          onClick={() => {
            setOpen(one);
          }}
        >
          {nameOf(file, one)}
        </Button>
      ))}
      {refused.length > 0 && (
        <Popover
          trigger="click"
          placement="bottomLeft"
          title="现在不能办理的事项"
          content={<Refused file={file} refused={refused} />}
        >
          <Tooltip title="为什么不能办、可以找谁">
            <Button type="dashed">其他 {refused.length} 项不能办理</Button>
          </Tooltip>
        </Popover>
      )}
      {open !== null && (
        <CommandDrawer
          key={keyOf(open)}
          title={nameOf(file, open)}
          target={{
            stream: 'cases',
            id: file.caseId,
            command: open.command,
            act: open.act,
            proposalId: open.proposalId,
            askId: open.askId,
          }}
          onClose={() => {
            setOpen(null);
          }}
        />
      )}
    </div>
  );
};
