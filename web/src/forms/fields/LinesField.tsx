import { Select } from 'antd';
import type { WidgetProps } from '../widget';

/** Several short texts, such as who attended. */
export const LinesField = ({ id, value, change }: WidgetProps) => (
  <Select
    id={id}
    mode="tags"
    open={false}
    suffix={null}
    tokenSeparators={['、', '，', ',', ';', '；']}
    placeholder="输入后按回车，可填多项"
    value={Array.isArray(value) ? value.map(String) : []}
    onChange={change}
  />
);
