import { dayOf } from '../../shared/dates';
import { Mark } from '../../shared/Mark';

interface SpanProps {
  from?: string | undefined;
  to?: string | undefined;
  /** As of when; what has ended by then is marked. */
  asOf: string;
}

/** From when to when something holds. */
export const Span = ({ from, to, asOf }: SpanProps) => {
  const today = dayOf(asOf === '' ? Date.now() : asOf);
  const words = [from === undefined ? '' : `自 ${from}`, to === undefined ? '' : `至 ${to}`].join(' ').trim();
  return (
    <span>
      {words}
      {to !== undefined && to < today && <Mark look="plain">已结束</Mark>}
      {from !== undefined && from > today && <Mark look="running">尚未开始</Mark>}
    </span>
  );
};
