import { Link } from 'react-router';
import type { Desk } from './figures';

const CARDS = [
  { key: 'stock', title: '在册（未销号）', tone: 'blue' },
  { key: 'openedThisMonth', title: '本月新增', tone: 'waiting' },
  { key: 'closedThisMonth', title: '本月销号', tone: 'green' },
  { key: 'overdue', title: '逾期', tone: 'red' },
  { key: 'cameBack', title: '回潮', tone: 'yellow' },
] as const satisfies readonly { key: keyof Desk; title: string; tone: string }[];

/** The five numbers of how things stand. */
export const Cards = ({ desk }: { desk: Desk }) => (
  <div className="counters desk-cards">
    {CARDS.map(({ key, title, tone }) => (
      <Link key={key} to={desk[key].list} className={`counter counter-${tone}`}>
        <span className="counter-title">{title}</span>
        <span className="counter-number">{desk[key].count}</span>
      </Link>
    ))}
  </div>
);
