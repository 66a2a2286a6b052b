import { App, Drawer, Grid } from 'antd';
import type { ReactNode } from 'react';
import { BodyForm, type BodyFormProps } from './BodyForm';

interface BodyDrawerProps extends Omit<BodyFormProps, 'onDone'> {
  title: string;
  /** What it does and what to heed, above the form. */
  intro?: ReactNode;
  /** Said when it is done; without it `onDone` says it. */
  done?: string;
  onDone?(answer: unknown): void;
  onClose(): void;
}

/** A form at the side of what it changes. */
export const BodyDrawer = ({ title, intro, done, onDone, onClose, ...form }: BodyDrawerProps) => {
  const { message } = App.useApp();
  const isWide = Grid.useBreakpoint().md !== false;
  return (
    <Drawer open title={title} size={isWide ? 520 : '100%'} onClose={onClose} mask={{ closable: false }}>
      {intro !== undefined && <div className="form-intro">{intro}</div>}
      <BodyForm
        {...form}
        onDone={(answer) => {
          if (done !== undefined) void message.success(done);
          onDone?.(answer);
          onClose();
        }}
      />
    </Drawer>
  );
};
