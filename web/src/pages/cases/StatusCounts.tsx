import { Tag } from 'antd';
import type { Schemas } from '../../api/typed';
import { useAddress } from '../../shared/address';
import { labelIn } from '../../shared/words';

const countOf = ({ count, atLeast }: { count: number; atLeast: boolean }): string =>
  `${String(count)}${atLeast ? '+' : ''}`;

/** How many cases the filters leave, in all and of each status; a click narrows to it. */
export const StatusCounts = ({ counts }: { counts: Schemas['CaseCountsAnswer'] | undefined }) => {
  const address = useAddress();
  if (counts === undefined) return null;
  const chosen = address.list('status');
  return (
    <span className="counts">
      <span className="counts-total">共 {countOf({ count: counts.total, atLeast: counts.atLeast })} 件</span>
      {counts.byStatus
        .filter(({ count }) => count > 0)
        .map((one) => (
          <Tag.CheckableTag
            key={one.status}
            checked={chosen.includes(one.status)}
            onChange={(checked) => {
              address.set({ status: checked ? [one.status] : [] });
            }}
          >
            {labelIn({ labels: counts.labels }, 'case-status', one.status)} {countOf(one)}
          </Tag.CheckableTag>
        ))}
    </span>
  );
};
