import { Drawer, Grid } from 'antd';
import { Loaded } from '../Loaded';
import { useBackCloses } from '../useBackCloses';
import { CommandForm } from './CommandForm';
import { editorFor } from './editors';
import type { CommandTarget } from './form-answer';
import { useCommandForm } from './useCommand';

interface CommandDrawerProps {
  target: CommandTarget;
  title: string;
  onClose(): void;
}

const usualWidth = 560;

/** The form of a command, drawn from the API, at the side of what it is about; the way back in the browser closes it. */
export const CommandDrawer = ({ target, title, onClose }: CommandDrawerProps) => {
  const reading = useCommandForm(target);
  const isWide = Grid.useBreakpoint().md !== false;
  const close = useBackCloses(onClose);
  const width = editorFor(target)?.width ?? usualWidth;
  return (
    <Drawer open title={title} size={isWide ? width : '100%'} onClose={close} mask={{ closable: false }}>
      <Loaded reading={reading}>
        {(form) => <CommandForm target={target} form={form} onDone={close} onFresh={() => void reading.refetch()} />}
      </Loaded>
    </Drawer>
  );
};
