import type { Context } from '../context';
import { RIGHTS } from '../people/authority';
import { refuseTo } from '../people/who-can';
import type { Refusal } from '../stream';
import type { CaseFile } from './file';
import { stakeOf } from './recording';

/** Nothing is issued before the responsible unit has accepted (authority.md 2). */
export const notAcceptedYet = (file: CaseFile, context: Context): Refusal | null =>
  file.assignment.accepted
    ? null
    : refuseTo(
        { grants: RIGHTS['accept-assignment'], asking: context, stake: stakeOf(file) },
        {
          code: 'illegal-transition',
          reason: 'not-accepted-yet',
          message: '责任单位尚未签收，不能制发文书。',
        },
      );
