import { Switch } from 'antd';
import type { WidgetProps } from '../widget';

export const FlagField = ({ id, value, change }: WidgetProps) => (
  <Switch id={id} checked={value === true} onChange={change} checkedChildren="是" unCheckedChildren="否" />
);
