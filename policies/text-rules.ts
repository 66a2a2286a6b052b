import { visit, type Document } from 'yaml';
import { hiddenCharacter, notPlain, type Unplain } from '../domain/policy/plain-text';
import type { TreeProblem } from './yaml-rules';

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const messageOf = ({ kind, mark }: Unplain): string => {
  if (kind === 'hidden-character') return `含有看不见的字符 ${codePoint(mark)}，请删去`;
  if (kind === 'markup') return `含有网页标记 ${mark}，只能写普通文字`;
  return `含有模板标记 ${mark}，只能写普通文字`;
};

const most = 20;

/** Hidden characters anywhere in a file, comments included: a reviewer would read another order than the program does. */
export const hiddenIn = (text: string): TreeProblem[] => {
  const problems: TreeProblem[] = [];
  // A byte order mark at the very beginning belongs to the file, not to its text.
  let from = text.startsWith('\ufeff') ? 1 : 0;
  while (problems.length < most) {
    const found = hiddenCharacter(text.slice(from));
    if (found === undefined) break;
    problems.push({ code: found.kind, offset: from + found.at, message: messageOf(found) });
    from += found.at + found.mark.length;
  }
  return problems;
};

/** Texts and names of fields that are not plain writing, also where an escape hides it. */
export const textProblems = (document: Document, text: string): TreeProblem[] => {
  const problems: TreeProblem[] = [];
  visit(document, {
    Scalar: (_, { value, range }) => {
      const found = typeof value === 'string' ? notPlain(value) : undefined;
      if (found === undefined) return;
      const [start, end] = range ?? [0, 0, 0];
      const inside = text.slice(start, end).indexOf(found.mark);
      problems.push({ code: found.kind, offset: start + Math.max(inside, 0), message: messageOf(found) });
    },
  });
  return problems;
};
