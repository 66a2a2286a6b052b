import { Link } from 'react-router';
import type { Share } from './figures';

/** A number that opens the list of what it counts, where there is one. */
export const Count = ({ figure: { count, list }, of }: { figure: Pick<Share, 'count' | 'list'>; of: string }) =>
  list === undefined ? (
    <span className="figure">{count}</span>
  ) : (
    <Link to={list} className="figure" aria-label={`${of}：${String(count)} 件，打开清单`}>
      {count}
    </Link>
  );
