import { codePoints } from '../dto/fields';
import { invalidField } from '../problem';

const minLength = 10;
const maxLength = 256;

/** The rule in words, for who chooses one. */
export const PASSWORD_POLICY = `至少 ${minLength} 个字符，不能过于常见，不能包含用户名或镇名`;

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

/** Whose password it is to be, as far as others can guess from it. */
export interface PasswordOwner {
  username: string;
  /** The town that the person belongs to; null for the district's people. */
  town: { townId: string; name: string } | null;
}

/** Shorter parts stand in many a good password. */
const shortestPart = 4;
const shortestName = 2;

/** Parts of letters of a name of an account, such as `wang` and `meiqiao` of `wang.meiqiao2`. */
const partsOf = (username: string): string[] => username.split(/[^a-z]+/).filter((part) => part.length >= shortestPart);

/** Names of a town as people say them: 白鹤镇 and 白鹤. */
const namesOf = (name: string): string[] => {
  const plain = name.toLowerCase();
  const short = plain.replace(/(?:街道|镇|乡)$/u, '');
  const shortest = /^[\x20-\x7e]+$/.test(plain) ? shortestPart : shortestName;
  return [plain, short].filter((one) => codePoints(one) >= shortest);
};

const containing = (password: string, { username, town }: PasswordOwner): string | undefined => {
  const lower = password.normalize('NFKC').toLowerCase();
  const has = (words: string[]): boolean => words.some((word) => lower.includes(word));
  const name = username.toLowerCase();
  if (has([name, ...partsOf(name)])) return `密码不能包含用户名或其中连续 ${shortestPart} 个以上的字母`;
  if (town === null) return undefined;
  const id = town.townId.length >= shortestPart ? [town.townId.toLowerCase()] : [];
  return has([...id, ...namesOf(town.name)]) ? '密码不能包含所属的镇的名称或代码' : undefined;
};

const problemOf = (password: string, owner: PasswordOwner): string | undefined => {
  const length = codePoints(password);
  const lower = password.toLowerCase();
  if (length < minLength) return `密码至少 ${minLength} 个字符`;
  if (length > maxLength) return `密码不能超过 ${maxLength} 个字符`;
  if (common.has(lower) || new Set(lower).size < 4) return '密码过于常见';
  return containing(password, owner);
};

/** Refuses a weak password with 422; no rules about kinds of characters, which only make people predictable. */
export const checkPassword = (password: string, owner: PasswordOwner, pointer: string): void => {
  const problem = problemOf(password, owner);
  if (problem !== undefined) throw invalidField(pointer, 'weak-password', problem);
};
