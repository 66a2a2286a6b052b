/**
 * Stock phrases for opinions, by what is decided and by the decision; one that is chosen can be gone on with. Words only:
 * which decisions there are says the API.
 */
type Phrases = Readonly<Record<string, readonly string[]>>;

const usual: Phrases = {
  approve: ['同意。', '情况属实，同意。'],
  reject: ['请补充材料后重新提请。', '理由不充分，不予同意。'],
};

const byAct: Readonly<Record<string, Phrases>> = {
  close: {
    approve: ['已整改到位，同意销号。', '经核对整改前后照片，同意销号。'],
    reject: ['整改不彻底，退回继续整改。', '照片不能反映整改结果，请补充后再报。'],
  },
  extend: {
    approve: ['理由充分，同意延期，期间落实好管控措施。', '同意延期，到期前须整改到位。'],
    reject: ['理由不充分，请按原期限完成整改。'],
  },
  'new-date': { approve: ['同意重新确定期限。'], reject: ['请按原期限完成整改。'] },
  suspend: {
    approve: ['同意中止，期间落实好管控措施。'],
    reject: ['不符合中止条件，请继续整改。'],
  },
  resume: { approve: ['同意恢复办理。'], reject: ['恢复条件尚不具备。'] },
  void: {
    approve: ['经核实不属实，同意。'],
    reject: ['请补充现场照片和核实情况。', '不能认定为不属实，请继续办理。'],
  },
  'confirm-major': {
    approve: ['符合重大事故隐患判定标准，同意认定。'],
    reject: ['对照判定标准依据不足，按一般隐患办理。'],
  },
  'impose-control': { approve: ['同意，立即采取管控措施。'], reject: ['请改用其他措施。'] },
  'statutory-order': { approve: ['事实清楚、依据充分，同意制发。'], reject: ['依据不足，请补充检查情况。'] },
  relapse: { approve: ['情况属实，认定回潮，重新整改。'], reject: ['不能认定为同一隐患回潮。'] },
  'reassign-above': { approve: ['同意指定。'], reject: ['请先与相关单位协商。'] },
  supervise: { approve: ['同意督办，限期反馈。'], reject: ['先由牵头单位催办。'] },
  interview: { approve: ['同意约谈。'], reject: ['先发督办单，视整改情况再定。'] },
  circular: { approve: ['同意通报。'], reject: ['先约谈，视整改情况再定。'] },
};

/** What may be said to a decision of this kind, in both directions. */
export const phrasesFor = (act: string, decision: string): readonly string[] =>
  byAct[act]?.[decision] ?? usual[decision] ?? [];
