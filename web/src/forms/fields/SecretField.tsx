import { Input } from 'antd';
import type { WidgetProps } from '../widget';

/** A password that is chosen for an account: hidden, and never put in by the browser. */
export const SecretField = ({ id, value, change }: WidgetProps) => (
  <Input.Password
    id={id}
    autoComplete="new-password"
    value={typeof value === 'string' ? value : ''}
    onChange={(event) => {
      change(event.target.value);
    }}
  />
);
