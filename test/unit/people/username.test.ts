import { usernameOf } from '../../../domain/people/username';

describe('the name of an account', () => {
  it('is taken with capitals as without', () => {
    expect(['ofc', 'OFC', 'oFc'].map(usernameOf)).toEqual(['ofc', 'ofc', 'ofc']);
  });

  it.each([
    ['Chinese', '一'],
    ['a trailing blank', 'ofc '],
    ['a leading blank', ' ofc'],
    ['full width', 'ｏｆｃ'],
    ['the Kelvin sign, whose small letter is k', '\u212Aing'],
    ['a dotted capital I', 'İng'],
    ['an emoji', '👷👷'],
    ['NUL', 'ofc\0'],
    ['a line end', 'ofc\n'],
    ['5,000 letters', 'a'.repeat(5_000)],
    ['a digit first', '1ofc'],
    ['one letter', 'a'],
    ['nothing', ''],
  ])('U-3 is never %s', (_what, typed) => {
    expect(usernameOf(typed)).toBeUndefined();
  });
});
