import { Tag } from 'antd';
import type { Explained } from '../api/typed';
import { labelIn } from './words';

/** Colours of codes that mean good, bad or waiting; every other is plain. */
const COLOURS: Readonly<Record<string, string>> = {
  major: 'red',
  overdue: 'red',
  lead: 'default',
  registered: 'blue',
  graded: 'blue',
  assigned: 'geekblue',
  notified: 'geekblue',
  rectifying: 'processing',
  'awaiting-recheck': 'gold',
  rechecking: 'gold',
  'closure-review': 'purple',
  watching: 'cyan',
  archived: 'success',
  void: 'default',
  issued: 'blue',
  served: 'success',
  withdrawn: 'default',
  proposed: 'gold',
  approved: 'blue',
  held: 'cyan',
  completed: 'success',
  rejected: 'red',
};

/** A code with its Chinese name from the answer that it stands in. */
export const CodeTag = ({
  of,
  list,
  code,
}: {
  of: Pick<Explained, 'labels'>;
  list: string;
  code: string | null | undefined;
}) =>
  code === null || code === undefined ? null : (
    <Tag color={COLOURS[code] ?? 'default'} className="code-tag">
      {labelIn(of, list, code)}
    </Tag>
  );
