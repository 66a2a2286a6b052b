import { Input } from 'antd';
import type { WidgetProps } from '../widget';

/** Above so many characters a text gets several lines. */
const longText = 300;

const countOf = (text: string): number => Array.from(text).length;

export const TextField = ({ id, schema, value, change }: WidgetProps) => {
  const { maxLength } = schema;
  const text = typeof value === 'string' ? value : '';
  // What is too long is kept and counted, not cut: the API says where the limit is.
  const count =
    maxLength === undefined
      ? {}
      : { count: { max: maxLength, strategy: countOf, show: countOf(text) > maxLength * 0.8 } };
  const isLong = schema['x-multiline'] === true || (maxLength ?? 0) > longText;
  const common = {
    id,
    value: text,
    ...count,
    onChange: (event: { target: { value: string } }) => {
      change(event.target.value);
    },
  };
  return isLong ? <Input.TextArea {...common} autoSize={{ minRows: 3, maxRows: 12 }} /> : <Input {...common} />;
};
