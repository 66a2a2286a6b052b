import { InputNumber } from 'antd';
import { hasType } from '../schema';
import type { WidgetProps } from '../widget';

export const NumberField = ({ id, schema, value, change }: WidgetProps) => (
  <InputNumber
    id={id}
    {...(schema.minimum === undefined ? {} : { min: schema.minimum })}
    {...(schema.maximum === undefined ? {} : { max: schema.maximum })}
    {...(hasType(schema, 'integer') ? { precision: 0 } : {})}
    value={typeof value === 'number' ? value : null}
    onChange={(number) => {
      change(number ?? undefined);
    }}
  />
);
