import { isCaseAct, ruleOf } from '../../../domain/case/proposals';
import { voidCase } from '../../../domain/case/proposals/void';

describe('the acts on a case', () => {
  it('are told apart from those on an escalation, which have no rule here', () => {
    expect(isCaseAct('void')).toBe(true);
    expect(ruleOf({ act: 'void' })).toBe(voidCase);
    expect(isCaseAct('interview')).toBe(false);
    expect(() => ruleOf({ act: 'interview' })).toThrow('interview is not an act on a case');
  });
});
