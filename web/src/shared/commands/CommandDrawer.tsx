import { Drawer, Grid } from 'antd';
import { Loaded } from '../Loaded';
import { CommandForm } from './CommandForm';
import type { CommandTarget } from './form-answer';
import { useCommandForm } from './useCommand';

interface CommandDrawerProps {
  target: CommandTarget;
  title: string;
  onClose(): void;
}

/** The form of a command, drawn from the API, at the side of what it is about. */
export const CommandDrawer = ({ target, title, onClose }: CommandDrawerProps) => {
  const reading = useCommandForm(target);
  const isWide = Grid.useBreakpoint().md !== false;
  return (
    <Drawer open title={title} size={isWide ? 560 : '100%'} onClose={onClose} mask={{ closable: false }}>
      <Loaded reading={reading}>
        {(form) => <CommandForm target={target} form={form} onDone={onClose} onFresh={() => void reading.refetch()} />}
      </Loaded>
    </Drawer>
  );
};
