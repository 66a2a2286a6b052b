import { Link } from 'react-router';
import type { Schemas } from '../../api/typed';
import { useMe } from '../../app/session';
import { useAddress } from '../../shared/address';

type Due = 'today' | 'three-days' | 'overdue';

export const FILTERS: readonly {
  due: Due;
  title: string;
  count: keyof Schemas['WorklistCountersAnswer'];
  lamp: string;
}[] = [
  { due: 'today', title: '今日到期', count: 'dueToday', lamp: 'yellow' },
  { due: 'three-days', title: '三日内到期（含休息日）', count: 'withinThreeDays', lamp: 'green' },
  { due: 'overdue', title: '已逾期', count: 'overdue', lamp: 'red' },
];

interface CountersProps {
  counters: Schemas['WorklistCountersAnswer'] | undefined;
  chosen: Due | undefined;
}

/** The counts over the worklist; three narrow it, the fourth leads to what waits for the decision of who decides anything. */
export const Counters = ({ counters, chosen }: CountersProps) => {
  const address = useAddress();
  const { permissions } = useMe();
  return (
    <div className="counters" role="group" aria-label="按时限筛选">
      {FILTERS.map(({ due, title, count, lamp }) => (
        <button
          key={due}
          type="button"
          className={`counter counter-${lamp}`}
          aria-pressed={chosen === due}
          onClick={() => {
            address.set({ due: chosen === due ? '' : due });
          }}
        >
          <span className="counter-title">{title}</span>
          <span className="counter-number">{counters?.[count] ?? '—'}</span>
        </button>
      ))}
      {permissions.includes('decide') && (
        <Link to="/approvals" className="counter counter-waiting">
          <span className="counter-title">待我审批</span>
          <span className="counter-number">{counters?.waitingForMe ?? '—'}</span>
        </Link>
      )}
    </div>
  );
};
