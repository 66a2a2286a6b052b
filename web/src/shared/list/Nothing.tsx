import { Button, Empty } from 'antd';
import { useAddress } from '../address';

interface NothingProps {
  /** The parameters of the address by which the list can be narrowed. */
  filters: readonly string[];
  /** What is said where it is not narrowed. */
  empty: string;
}

/** A list without rows: there is nothing, or nothing that fits the filters, which can be cleared from here. */
export const Nothing = ({ filters, empty }: NothingProps) => {
  const address = useAddress();
  const set = filters.filter((name) => address.get(name) !== '');
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={set.length === 0 ? empty : '没有符合筛选条件的记录；不设筛选时可能有'}
    >
      {set.length > 0 && (
        <Button
          size="small"
          onClick={() => {
            address.set(Object.fromEntries(set.map((name) => [name, ''])));
          }}
        >
          清除筛选
        </Button>
      )}
    </Empty>
  );
};
