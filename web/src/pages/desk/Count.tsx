import { Link } from 'react-router';
import type { Figure } from './figures';

/** A number that opens the list of what it counts. */
export const Count = ({ figure: { count, list }, of }: { figure: Figure; of: string }) => (
  <Link to={list} className="figure" aria-label={`${of}：${String(count)} 件，打开清单`}>
    {count}
  </Link>
);
