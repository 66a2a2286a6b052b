import type { Context } from '../context';
import { leadingHead, orderingHead } from './deciders';
import { L1, L2 } from './proposal';
import type { CaseFile } from './file';
import { underOrder } from './issuing';
import type { Steps } from './proposals/rule';

/** Who decides on another date (authority.md 1, `extend` and `new-date`): the second time one level higher (3.3 rule 5). */
export const dateDeciders = (file: CaseFile, context: Context): Steps => {
  const isSecond = file.extensions > 0;
  if (file.grade === 'major') return isSecond ? { steps: [L1], above: [] } : { steps: [L2], above: [L1] };
  if (isSecond) return { steps: [L2], above: [L1] };
  return { steps: [underOrder(file) ? orderingHead(file, context) : leadingHead(file, context)], above: [L2, L1] };
};
