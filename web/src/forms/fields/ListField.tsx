import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { Button } from 'antd';
import { useForm, type WidgetProps } from '../widget';
import { isValues, type Values } from '../schema';
import { initialValues } from '../values';

/** A list of objects, such as the measures of a plan. */
export const ListField = ({ schema, value, change, pointer }: WidgetProps) => {
  const { Fields } = useForm();
  const { items = {}, maxItems = Number.POSITIVE_INFINITY } = schema;
  const rows: Values[] = Array.isArray(value) ? value.map((row: unknown) => (isValues(row) ? row : {})) : [];
  return (
    <div className="rows">
      {rows.map((row, n) => (
        // Rows have no name of their own; their fields are held outside of them.
        <div key={n} className="row-of-list">
          <div className="row-head">
            第 {n + 1} 项
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={`删除第 ${String(n + 1)} 项`}
              onClick={() => {
                change(rows.toSpliced(n, 1));
              }}
            />
          </div>
          <Fields
            schema={items}
            values={row}
            at={`${pointer}/${String(n)}`}
            change={(next) => {
              change(rows.with(n, next));
            }}
          />
        </div>
      ))}
      <Button
        type="dashed"
        block
        icon={<PlusOutlined />}
        disabled={rows.length >= maxItems}
        onClick={() => {
          change([...rows, initialValues(items)]);
        }}
      >
        添加一项
      </Button>
    </div>
  );
};
