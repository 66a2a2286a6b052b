import { Lexer } from 'yaml';

/** Deepest nesting of a file; a pack needs seven levels. */
export const MAX_DEPTH = 32;

/** What the lexer puts before the text of a plain scalar; the next token is content, whatever it looks like. */
const SCALAR_MARK = '\u001f';
const MARKS = ['\u0002', '\u0018', SCALAR_MARK];

/**
 * The offset at which the text nests too deeply, or undefined. It reads tokens only, so the recursive parser never sees a
 * text that would exhaust its stack: brackets, and list dashes that open several levels on one line.
 */
export const tooDeepAt = (text: string): number | undefined => {
  let offset = 0;
  let brackets = 0;
  let dashes = 0;
  let previous = '';
  for (const token of new Lexer().lex(text)) {
    const isContent = previous === SCALAR_MARK;
    previous = token;
    if (MARKS.includes(token)) continue;
    if (!isContent) {
      if (token === '[' || token === '{') brackets += 1;
      else if (token === ']' || token === '}') brackets -= 1;
      else if (token === '-' || token === '?') dashes += 1;
      else if (token.includes('\n')) dashes = 0;
      if (brackets + dashes > MAX_DEPTH) return offset;
    }
    offset += token.length;
  }
  return undefined;
};
