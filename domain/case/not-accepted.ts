import { refuse } from '../people/permit';
import type { Refusal } from '../stream';
import type { CaseFile } from './file';

/** Nothing is issued before the responsible unit has accepted (authority.md 2). */
export const notAcceptedYet = (file: CaseFile): Refusal | null =>
  file.assignment.accepted
    ? null
    : refuse('illegal-transition', 'not-accepted-yet', '责任单位尚未签收，不能制发文书。', {
        command: 'accept-assignment',
      });
