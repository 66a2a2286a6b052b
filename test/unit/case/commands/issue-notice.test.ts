import type { CaseCommand } from '../../../../domain/case/commands';
import { saysOrder } from '../../../../domain/policy/order-words';
import { Play } from '../play';

const notice = (requirements: string, paperType = 'zhenggai-yijian'): CaseCommand =>
  ({
    type: 'issue-notice',
    paperType,
    issuerUnitId: 'chengyun',
    requirements,
    dueOn: '2025-07-22',
  }) as CaseCommand;

describe('issue-notice', () => {
  it('records the text, the date, to whom it is addressed, and a number', () => {
    const play = new Play().accepted().act('ldc', notice('增设喷淋'));
    expect(play.world.caseEvents.get('c1')?.at(-1)).toMatchObject({
      type: 'notice-issued',
      actor: { kind: 'person', personId: 'ldc' },
      body: {
        statutory: false,
        requirements: '增设喷淋',
        dueOn: '2025-07-22',
        to: [{ subjectId: 's1', name: '梅桥物业公司' }],
        paper: { type: 'zhenggai-yijian', issuerUnitId: 'chengyun', n: 1 },
      },
    });
    expect(play.file.status).toBe('assigned');
  });

  it.each([
    ['the subject', 'ens'],
    ['the auditor', 'au'],
    ['the administrator', 'sa'],
  ])('is refused to %s', (_, personId) => {
    const play = new Play().accepted();
    expect(play.attempt(personId, notice('整改'))).toMatchObject({ code: 'forbidden' });
    expect(play.file.papers).toEqual([]);
  });

  it.each([
    ['in the name of a unit that is not his', 'ofc', notice('整改', 'tishi'), 'not-in-this-name'],
    ['of a kind that his role does not issue', 'vgm', notice('整改'), 'role-may-not-issue'],
    ['of a statutory kind', 'ldc', notice('整改', 'zeling-xianqi-zhenggai'), 'paper-type-unknown'],
  ])('is refused %s', (_, personId, command, reason) => {
    const play = new Play().accepted();
    const before = play.types();
    expect(play.attempt(personId, command)).toMatchObject({ reason });
    expect(play.types()).toEqual(before);
  });

  it('leaves the clocks as they are', () => {
    const play = new Play().accepted();
    const before = play.file.deadlines;
    expect(play.act('ldc', notice('整改')).file.deadlines).toEqual(before);
  });
});

describe('U-40: words of order in an advisory paper', () => {
  it.each(['tishi', 'zhenggai-yijian', 'xianqi-zhenggai-yijian'])(
    'are refused in %s, with who may use them',
    (type) => {
      const play = new Play().accepted();
      const refusal = play.attempt('ldc', notice('责令立即停产', type));
      expect(refusal).toMatchObject({
        code: 'validation',
        reason: 'order-words-in-advice',
        pointer: '/requirements',
        whoCan: ['EFo', 'DS'],
      });
      expect(refusal?.message).toContain('《责令限期改正通知书》');
      expect(play.file.papers).toEqual([]);
    },
  );

  it.each(['现责令你单位整改', '责 令停业', '“责”“令”', '责\u200b令', '责\n令', '責令', '勒令停工', '责\u3000令'])(
    'are seen in %j',
    (text) => {
      expect(saysOrder(text)).toBe(true);
    },
  );

  it.each(['请立即停止使用', '明确各岗位职责令人放心', '落实责任，按法令整改'])('are not seen in %j', (text) => {
    expect(saysOrder(text)).toBe(false);
  });
});
