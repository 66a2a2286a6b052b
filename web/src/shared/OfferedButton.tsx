import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import type { Explained, Schemas } from '../api/typed';
import { labelIn } from './words';

interface OfferedButtonProps {
  of: Explained;
  /** As the API offers it. */
  offered: { allowed: boolean; reason?: Schemas['NotTakenAnswer'] };
  primary?: boolean;
  danger?: boolean;
  children: ReactNode;
  onPress(): void;
}

/** An act that there is; one that would not be taken says why and who can do it. */
export const OfferedButton = ({
  of,
  offered,
  primary = false,
  danger = false,
  children,
  onPress,
}: OfferedButtonProps) => {
  const { allowed, reason } = offered;
  const who = (reason?.whoCan ?? []).map((role) => labelIn(of, 'role', role)).join('、');
  const why = reason === undefined ? '' : `${reason.message}${who === '' ? '' : `可办理：${who}`}`;
  const button = (
    <Button
      size="small"
      type={primary && allowed ? 'primary' : 'default'}
      danger={danger && allowed}
      aria-disabled={!allowed}
      className={allowed ? '' : 'not-allowed'}
      onClick={() => {
        if (allowed) onPress();
      }}
    >
      {children}
    </Button>
  );
  return allowed ? button : <Tooltip title={why}>{button}</Tooltip>;
};
