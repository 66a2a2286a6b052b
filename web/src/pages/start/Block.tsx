import { useId, type ReactNode } from 'react';
import { Link } from 'react-router';

interface BlockProps {
  title: string;
  count?: number;
  /** The page that shows all of it. */
  more: string;
  children: ReactNode;
}

/** A part of the start page: what it is, how much there is, the first of it, and where the rest is. */
export const Block = ({ title, count, more, children }: BlockProps) => {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>
          {title}
          {count !== undefined && <span className="block-count">{count}</span>}
        </h2>
        <Link to={more} aria-label={`${title}：查看全部`}>
          查看全部
        </Link>
      </div>
      <ul className="plain block-rows">{children}</ul>
    </section>
  );
};
