import { proposalInWords } from '../../../domain/case/proposal-words';
import type { CaseProposalAct } from '../../../domain/case/proposal';
import { Play } from './play';

const words = (play: Play, personId: string, act: CaseProposalAct): string =>
  proposalInWords(play.file, play.contextOf(personId), act);

describe('what is said of a proposal before it is made', () => {
  it('names who decides it and what an approval does', () => {
    expect(words(new Play().closed(), 'vgg', 'relapse')).toBe('由专班办公室主任审批，批准后认定回潮，重新整改。');
    expect(words(new Play().rectifying(), 'ofc', 'suspend')).toContain('由镇分管领导审批，批准后中止办理');
  });

  it('names the unit where more than one has such people, and those of the matter alone', () => {
    expect(words(new Play().rectifying(), 'ofc', 'confirm-major')).toBe(
      '由qu-xiaofang的区级部门审批，批准后认定为重大隐患。',
    );
  });

  it('names nobody to whom no post gives the right to propose it', () => {
    expect(words(new Play().rectifying(), 'au', 'suspend')).toBe('经批准后中止办理，各项时限停止计算。');
  });
});
