import type { ReactNode } from 'react';

interface MarkProps {
  look: 'bad' | 'waiting' | 'running' | 'done' | 'plain';
  children: ReactNode;
}

/** A word that stands out, in the looks of the codes; its colour is never all that it says. */
export const Mark = ({ look, children }: MarkProps) => <span className={`code-tag code-${look}`}>{children}</span>;
