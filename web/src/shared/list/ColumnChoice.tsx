import SettingOutlined from '@ant-design/icons/SettingOutlined';
import { Button, Checkbox, Popover } from 'antd';
import { useAddress } from '../address';
import { chosenColumns, type Column } from './columns';

/** Which columns are shown; the choice stands in the address. */
export const ColumnChoice = <Row,>({ columns }: { columns: readonly Column<Row>[] }) => {
  const address = useAddress();
  const shown = chosenColumns(columns, address.list('cols')).map(({ key }) => key);
  const content = (
    <Checkbox.Group
      className="column-choice"
      options={columns.map(({ key, title }) => ({ value: key, label: title }))}
      value={shown}
      onChange={(keys) => {
        address.set({ cols: keys });
      }}
    />
  );
  return (
    <Popover trigger="click" placement="bottomRight" title="显示的列" content={content}>
      <Button icon={<SettingOutlined />} aria-label="显示的列" title="显示的列" />
    </Popover>
  );
};
