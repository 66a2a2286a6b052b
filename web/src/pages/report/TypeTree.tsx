import { TreeSelect } from 'antd';
import type { Option } from '../../forms/schema';

interface TypeTreeProps {
  id: string;
  types: readonly Option[];
  value: unknown;
  change(value: string | undefined): void;
}

const others = '其他';

/** The types of hazards under their domains, searched by their names. */
export const TypeTree = ({ id, types, value, change }: TypeTreeProps) => {
  const groups = [...new Set(types.map((type) => type['x-group'] ?? others))];
  return (
    <TreeSelect
      id={id}
      className="wide"
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeDefaultExpandAll
      listHeight={320}
      placeholder="选择或输入名称查找"
      notFoundContent="没有这一类，请换个词查找"
      {...(typeof value === 'string' ? { value } : {})}
      onChange={(next: unknown) => {
        change(typeof next === 'string' ? next : undefined);
      }}
      treeData={groups.map((group) => ({
        value: `group:${group}`,
        title: group,
        selectable: false,
        children: types
          .filter((type) => (type['x-group'] ?? others) === group)
          .map(({ const: code, title }) => ({ value: String(code), title })),
      }))}
    />
  );
};
