import type { Context } from '../context';
import { L1, L2, leadingHead, orderingHead } from './deciders';
import type { CaseFile } from './file';
import { underOrder } from './issuing';
import type { Steps } from './proposals/rule';

/** Who decides on another date (authority.md 1, `extend` and `new-date`). */
export const dateDeciders = (file: CaseFile, context: Context): Steps => {
  if (file.grade === 'major') return { steps: [L2], above: [L1] };
  return { steps: [underOrder(file) ? orderingHead(file, context) : leadingHead(file, context)], above: [L2, L1] };
};
