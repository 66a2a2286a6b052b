import { refuse } from '../../people/permit';
import { confirmRelapse } from '../relapse';
import { actRule } from './rule';

/** T13: proposed by who found it again, its own side included: what it says is against itself; confirmed by the office. */
export const relapsing = actRule({
  from: ['watching'],
  bySubject: true,
  fields: (_, { attachmentIds }) =>
    attachmentIds.length === 0 ? refuse('validation', 'photo-missing', '请上传回潮证据。', [], '/attachmentIds') : {},
  carryOut: (recording) => {
    confirmRelapse(recording);
    return null;
  },
});
