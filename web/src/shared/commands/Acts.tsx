import { Button } from 'antd';
import { useState } from 'react';
import { keyOf, partsOf, type Allowed } from './allowed';
import { CommandDrawer } from './CommandDrawer';
import type { CommandTarget } from './form-answer';
import { RefusedActs } from './RefusedActs';

interface ActsProps {
  stream: CommandTarget['stream'];
  id: string;
  file: { allowedCommands: readonly Allowed[] };
}

/** What is due next; of an escalation, whose answer does not say it, what comes first. */
const nextOf = (stream: CommandTarget['stream'], allowed: readonly Allowed[]): Allowed | undefined =>
  stream === 'escalations' ? allowed[0] : allowed.find((one) => 'next' in one && one.next === true);

/** What is given beside the way of a case; an escalation has nothing beside its own. */
const isBeside = (one: Allowed): boolean => 'step' in one && !one.step;

/** What may be done now, first what is due, below it what is no step of the case; what may not says why. All as the API says. */
export const Acts = ({ stream, id, file }: ActsProps) => {
  const [open, setOpen] = useState<Allowed | null>(null);
  const allowed = file.allowedCommands.filter((one) => one.allowed);
  const next = nextOf(stream, allowed);
  const steps = allowed.filter((one) => one !== next && !isBeside(one));
  const buttons = (acts: readonly Allowed[]) =>
    acts.map((one) => (
      <Button
        key={keyOf(one)}
        type={one === next ? 'primary' : 'default'}
        onClick={() => {
          setOpen(one);
        }}
      >
        {one.label}
      </Button>
    ));
  const first = next === undefined ? steps : [next, ...steps];
  const beside = allowed.filter((one) => one !== next && isBeside(one));
  return (
    <>
      {first.length > 0 && <div className="acts">{buttons(first)}</div>}
      <div className="acts acts-beside">
        {beside.length > 0 && <h2>其他办理</h2>}
        {buttons(beside)}
        <RefusedActs refused={file.allowedCommands.filter((one) => !one.allowed)} />
      </div>
      {open !== null && (
        <CommandDrawer
          key={keyOf(open)}
          title={open.label}
          target={{ stream, id, ...partsOf(open) }}
          onClose={() => {
            setOpen(null);
          }}
        />
      )}
    </>
  );
};
