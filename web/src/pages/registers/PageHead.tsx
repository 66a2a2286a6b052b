import type { ReactNode } from 'react';

/** The name of a page and what can be done on it. */
export const PageHead = ({ title, children }: { title: ReactNode; children?: ReactNode }) => (
  <div className="page-head">
    <h1 className="page-title">{title}</h1>
    <div className="page-acts">{children}</div>
  </div>
);
