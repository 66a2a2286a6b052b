import { useId, type ReactNode } from 'react';
import { minuteOf } from '../../shared/dates';

/** A card of the desk: its heading, its numbers, as of when they are. */
export const Panel = ({ title, asOf, children }: { title: string; asOf: string; children: ReactNode }) => {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        <span className="muted">截至 {minuteOf(asOf)}</span>
      </div>
      {children}
    </section>
  );
};
