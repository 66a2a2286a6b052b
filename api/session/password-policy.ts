import { codePoints } from '../dto/fields';
import { invalidField } from '../problem';

const minLength = 10;
const maxLength = 256;

/** Ten and more characters that everybody tries first; compared in lower case. */
const common = new Set([
  '1234567890',
  '12345678910',
  '123456789a',
  '123456789abc',
  '0123456789',
  '0987654321',
  '1111111111',
  '0000000000',
  '8888888888',
  '6666666666',
  '1q2w3e4r5t',
  '1qaz2wsx3edc',
  'qwertyuiop',
  'qwerty12345',
  'qwerty123456',
  'asdfghjkl123',
  'password12',
  'password123',
  'password1234',
  'passw0rd123',
  'p@ssw0rd123',
  'administrator',
  'admin12345',
  'admin123456',
  'abc1234567',
  'abcd123456',
  'a123456789',
  'woaini1314520',
  'woaini520520',
  'iloveyou123',
  'welcome123',
  'changeme123',
  'letmein123',
  'bihuan12345',
  'anquan12345',
  'shanghai123',
]);

const problemOf = (password: string, username: string): string | undefined => {
  const length = codePoints(password);
  const lower = password.toLowerCase();
  if (length < minLength) return `密码至少 ${minLength} 个字符`;
  if (length > maxLength) return `密码不能超过 ${maxLength} 个字符`;
  if (common.has(lower) || new Set(lower).size < 4) return '密码过于常见';
  return lower.includes(username.toLowerCase()) ? '密码不能包含用户名' : undefined;
};

/** Refuses a weak password with 422; no rules about kinds of characters, which only make people predictable. */
export const checkPassword = (password: string, username: string, pointer: string): void => {
  const problem = problemOf(password, username);
  if (problem !== undefined) throw invalidField(pointer, 'weak-password', problem);
};
