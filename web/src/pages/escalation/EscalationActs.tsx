import { Button, Popover } from 'antd';
import { useState } from 'react';
import { CommandDrawer } from '../../shared/commands/CommandDrawer';
import { WhoCanDo } from '../../shared/WhoCanDo';
import { labelIn } from '../../shared/words';
import type { AllowedOnEscalation, EscalationFile } from './file';

const keyOf = ({ command, proposalId = '' }: AllowedOnEscalation): string => `${command}/${proposalId}`;

/** `登记约谈`, `审批：约谈`: the command, and what it is about. */
const nameOf = (file: EscalationFile, { command, act }: AllowedOnEscalation): string => {
  const name = labelIn(file, 'escalation-command', command);
  return act === undefined ? name : `${name}：${labelIn(file, 'proposal-act', act)}`;
};

const Refused = ({ file, refused }: { file: EscalationFile; refused: readonly AllowedOnEscalation[] }) => (
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

/** What may be done now; what may not says why, and who can. */
export const EscalationActs = ({ file }: { file: EscalationFile }) => {
  const [open, setOpen] = useState<AllowedOnEscalation | null>(null);
  const allowed = file.allowedCommands.filter((one) => one.allowed);
  const refused = file.allowedCommands.filter((one) => !one.allowed);
  return (
    <div className="acts">
      {allowed.map((one, n) => (
        <Button
          key={keyOf(one)}
          type={n === 0 ? 'primary' : 'default'}
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
          <Button type="dashed">其他 {refused.length} 项不能办理，看缘由</Button>
        </Popover>
      )}
      {open !== null && (
        <CommandDrawer
          key={keyOf(open)}
          title={nameOf(file, open)}
          target={{ stream: 'escalations', id: file.escalationId, command: open.command, proposalId: open.proposalId }}
          onClose={() => {
            setOpen(null);
          }}
        />
      )}
    </div>
  );
};
