import { refuse } from '../../people/permit';
import { isOnSubjectSide } from '../parts';
import { confirmRelapse } from '../relapse';
import { actRule } from './rule';

/** T13: proposed by who found it again, confirmed by the office. */
export const relapsing = actRule({
  from: ['watching'],
  proposer: [
    (file, context) =>
      isOnSubjectSide(file, context) ? refuse('sod-violation', 'subject-proposes', '责任主体一方不得提请。') : null,
  ],
  fields: (_, { attachmentIds }) =>
    attachmentIds.length === 0 ? refuse('validation', 'photo-missing', '请上传回潮证据。', [], '/attachmentIds') : {},
  carryOut: (turn) => {
    confirmRelapse(turn);
    return null;
  },
});
