import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { Problem } from '../api/problem';

const secondsIn = (error: unknown): number =>
  error instanceof Problem && (error.is('rate-limited') || error.body.status === 503)
    ? Math.max(0, error.retryAfterSeconds ?? 0)
    : 0;

/** How many seconds are left until it makes sense to send again. */
const useSecondsLeft = (error: unknown): number => {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const until = Date.now() + secondsIn(error) * 1000;
    const tell = (): void => {
      setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    };
    tell();
    const timer = setInterval(tell, 500);
    return () => {
      clearInterval(timer);
    };
  }, [error]);
  return left;
};

interface SendButtonProps {
  /** The refusal of the last sending: where it says when to come back, the button waits for that. */
  error: unknown;
  isSending: boolean;
  disabled?: boolean;
  danger?: boolean;
  size?: 'large';
  onSend(): void;
  children: ReactNode;
}

/** Sends what was filled in: not twice while it is on its way, and not before the time that a refusal names. */
export const SendButton = ({ error, isSending, disabled = false, onSend, children, ...look }: SendButtonProps) => {
  const left = useSecondsLeft(error);
  return (
    <Button {...look} type="primary" loading={isSending} disabled={disabled || left > 0} onClick={onSend}>
      {left > 0 ? `${String(left)} 秒后可再试` : children}
    </Button>
  );
};
