import { Button, Popover, Tooltip } from 'antd';
import { useState } from 'react';
import type { Explained, Schemas } from '../../api/typed';
import { WhoCanDo } from '../WhoCanDo';
import { labelIn } from '../words';
import { CommandDrawer } from './CommandDrawer';
import type { CommandTarget } from './form-answer';

/** What the API says about one act of a case or an escalation. */
type Allowed = Schemas['AllowedOnCaseAnswer'] | Schemas['AllowedOnEscalationAnswer'];

/** What may have acts: a case, an escalation. */
interface Acted extends Explained {
  allowedCommands: readonly Allowed[];
}

interface ActsProps {
  stream: CommandTarget['stream'];
  id: string;
  file: Acted;
}

const COMMANDS = { cases: 'case-command', escalations: 'escalation-command' } as const;

const partsOf = (one: Allowed): Pick<CommandTarget, 'command' | 'act' | 'proposalId' | 'askId'> => ({
  command: one.command,
  act: one.act,
  proposalId: one.proposalId,
  askId: 'askId' in one ? one.askId : undefined,
});

const keyOf = (one: Allowed): string => Object.values(partsOf(one)).join('/');

/** What is due next; of an escalation, whose answer does not say it, what comes first. */
const nextOf = (stream: CommandTarget['stream'], allowed: readonly Allowed[]): Allowed | undefined =>
  stream === 'escalations' ? allowed[0] : allowed.find((one) => 'next' in one && one.next === true);

/** `提请延期`, `审批：销号`: the command, and what it is about. */
const namesIn =
  ({ stream, file }: ActsProps) =>
  ({ command, act }: Allowed): string => {
    const name = labelIn(file, COMMANDS[stream], command);
    return act === undefined ? name : `${name}：${labelIn(file, 'proposal-act', act)}`;
  };

const Refused = ({ refused, nameOf }: { refused: readonly Allowed[]; nameOf(act: Allowed): string }) => (
  <ul className="refused" tabIndex={0}>
    {refused.map((one) => (
      <li key={keyOf(one)}>
        <Button size="small" disabled>
          {nameOf(one)}
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
export const Acts = (props: ActsProps) => {
  const { stream, id, file } = props;
  const [open, setOpen] = useState<Allowed | null>(null);
  const nameOf = namesIn(props);
  const allowed = file.allowedCommands.filter((one) => one.allowed);
  const refused = file.allowedCommands.filter((one) => !one.allowed);
  const next = nextOf(stream, allowed);
  const first = next === undefined ? [] : [next];
  return (
    <div className="acts">
      {[...first, ...allowed.filter((one) => one !== next)].map((one) => (
        <Button
          key={keyOf(one)}
          type={one === next ? 'primary' : 'default'}
          onClick={() => {
            setOpen(one);
          }}
        >
          {nameOf(one)}
        </Button>
      ))}
      {refused.length > 0 && (
        <Popover
          trigger="click"
          placement="bottomLeft"
          title="现在不能办理的事项"
          content={<Refused refused={refused} nameOf={nameOf} />}
        >
          <Tooltip title="为什么不能办、可以找谁">
            <Button type="dashed">其他 {refused.length} 项不能办理</Button>
          </Tooltip>
        </Popover>
      )}
      {open !== null && (
        <CommandDrawer
          key={keyOf(open)}
          title={nameOf(open)}
          target={{ stream, id, ...partsOf(open) }}
          onClose={() => {
            setOpen(null);
          }}
        />
      )}
    </div>
  );
};
