import { checkSignOf, isCreditCode } from '../../../domain/people/credit-code';

describe('a 统一社会信用代码', () => {
  it.each(['91350100M000100Y43', '91440300708461136T', '914403001922038216'])(
    'of GB 32100, such as %s, is one',
    (code) => {
      expect(isCreditCode(code)).toBe(true);
    },
  );

  it.each([
    ['with another last sign', '91350100M000100Y44'],
    ['with two signs that changed places', '91350100M000010Y43'],
    ['with a letter that the standard leaves out', '91350100M000I00Y43'],
    ['of 17 signs', '91350100M000100Y4'],
    ['in small letters', '91350100m000100y43'],
  ])('%s is none', (_, code) => {
    expect(isCreditCode(code)).toBe(false);
  });

  it('is checked by its last sign', () => {
    expect(checkSignOf('91350100M000100Y4')).toBe('3');
  });
});
