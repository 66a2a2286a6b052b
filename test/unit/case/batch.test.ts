import { batchRefusals, type BatchedCase } from '../../../domain/case/batch';

const reasons = (...cases: BatchedCase[]): (string | null)[] =>
  batchRefusals(cases).map((refusal) => refusal?.reason ?? null);

const close = { command: 'decide-proposal', act: 'close' } as const;

describe('U-60 what may be done to many cases at once', () => {
  it('is any command that decides on nothing, 重大 or not', () => {
    expect(reasons({ command: 'assign', grade: 'major' }, { command: 'assign', grade: 'general' })).toEqual([
      null,
      null,
    ]);
  });

  it.each(['decide-proposal', 'decide-plan', 'co-sign'] as const)('is never %s on a 重大 hazard', (command) => {
    expect(reasons({ command, grade: 'general' }, { command, grade: 'major' })).toEqual([null, 'one-by-one']);
  });

  it('is never the confirmation that makes a hazard 重大', () => {
    const confirm = { command: 'decide-proposal', act: 'confirm-major', grade: 'general' } as const;
    expect(reasons(confirm)).toEqual(['one-by-one']);
  });

  it('is the decision of one kind of proposal, that of the first whose kind is known', () => {
    const unknown = { command: 'decide-proposal', grade: 'general' } as const;
    const extend = { command: 'decide-proposal', act: 'extend', grade: 'general' } as const;
    const closing = { ...close, grade: 'general' } as const;
    expect(reasons(unknown, closing, extend, closing)).toEqual([null, null, 'other-kind', null]);
  });

  it('is of the kind of a 重大 one that stands first, too, so that a repetition finds the same', () => {
    expect(reasons({ ...close, grade: 'major' }, { ...close, grade: 'general' })).toEqual(['one-by-one', null]);
  });
});
