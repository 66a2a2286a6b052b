import { App } from 'antd';
import { useMemo } from 'react';
import type { Schemas } from '../../api/typed';
import { useCodes } from '../../api/reading';
import { BodyDrawer } from '../../shared/body/BodyDrawer';

interface AppointDrawerProps {
  known: Record<string, string>;
  names: Record<string, string>;
  onClose(): void;
}

/** Gives somebody a post; says whether a second person has to confirm it. */
export const AppointDrawer = ({ known, names, onClose }: AppointDrawerProps) => {
  const { message } = App.useApp();
  const roles = useCodes('role');
  const adjust = useMemo(() => ({ known }), [known]);
  const nameOf = (role: string): string => roles.find(({ value }) => value === role)?.label ?? role;
  return (
    <BodyDrawer
      title="任命岗位"
      intro={
        <p className="muted">岗位决定本人能办什么。有些岗位须由第二人确认后才生效；选定岗位后，再填它所需要的内容。</p>
      }
      body="post /api/v1/posts"
      adjust={adjust}
      names={names}
      submit="任命"
      onDone={(answer) => {
        const { status, mayConfirm } = answer as Schemas['AppointmentAnswer'];
        if (status === 'pending')
          void message.info(`已提出，须由第二人确认后生效：${(mayConfirm ?? []).map(nameOf).join('、')}`, 8);
        else void message.success('已任命');
      }}
      onClose={onClose}
    />
  );
};
