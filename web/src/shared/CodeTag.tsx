import type { Explained } from '../api/typed';
import { labelIn } from './words';

/** How a code looks: bad, waiting for somebody, under way, done; every other is plain. */
const LOOKS: Readonly<Record<string, 'bad' | 'waiting' | 'running' | 'done'>> = {
  major: 'bad',
  rejected: 'bad',
  'failed-final': 'bad',
  'awaiting-recheck': 'waiting',
  rechecking: 'waiting',
  'closure-review': 'waiting',
  proposed: 'waiting',
  pending: 'waiting',
  registered: 'running',
  graded: 'running',
  assigned: 'running',
  notified: 'running',
  rectifying: 'running',
  issued: 'running',
  approved: 'running',
  held: 'running',
  watching: 'done',
  archived: 'done',
  served: 'done',
  completed: 'done',
};

interface CodeTagProps {
  of: Pick<Explained, 'labels'>;
  list: string;
  code: string | null | undefined;
}

/** A code with its Chinese name from the answer that it stands in. */
export const CodeTag = ({ of, list, code }: CodeTagProps) =>
  code === null || code === undefined ? null : (
    <span className={`code-tag code-${LOOKS[code] ?? 'plain'}`}>{labelIn(of, list, code)}</span>
  );
