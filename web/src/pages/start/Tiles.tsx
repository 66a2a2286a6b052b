import { Link } from 'react-router';
import type { Schemas } from '../../api/typed';
import { useMe } from '../../app/session';
import { FILTERS } from '../worklist/Counters';

/** The counts of the worklist; each opens the part that it counts. Nothing for who never owes or decides anything. */
export const Tiles = ({ counters }: { counters: Schemas['WorklistCountersAnswer'] }) => {
  const { permissions } = useMe();
  const [owes, decides] = [permissions.includes('owe'), permissions.includes('decide')];
  if (!owes && !decides) return null;
  return (
    <nav className="counters" aria-label="待办数量">
      {owes &&
        FILTERS.map(({ due, title, count, lamp }) => (
          <Link key={due} to={`/worklist?due=${due}`} className={`counter counter-${lamp}`}>
            <span className="counter-title">{title}</span>
            <span className="counter-number">{counters[count]}</span>
          </Link>
        ))}
      {decides && (
        <Link to="/approvals" className="counter counter-waiting">
          <span className="counter-title">待我审批</span>
          <span className="counter-number">{counters.waitingForMe}</span>
        </Link>
      )}
    </nav>
  );
};
