const reservedNames = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
// eslint-disable-next-line no-control-regex -- finding control characters is the point
const unwanted = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u061c"<>|:*?;%]/gu;

const isEdge = (mark: string | undefined): boolean => mark === '.' || mark?.trim() === '';

/** Without dots and blanks at either end. In one pass: a pattern would try every run of blanks again and again. */
const trimmed = (marks: readonly string[]): readonly string[] => {
  let from = 0;
  let to = marks.length;
  while (from < to && isEdge(marks[from])) from += 1;
  while (to > from && isEdge(marks[to - 1])) to -= 1;
  return marks.slice(from, to);
};

/**
 * A name that is safe to show and to put into a header: last path part, no controls, at most a hundred code points,
 * and the extension of what the content is, whatever the sender called it.
 */
export const displayName = (sent: string, extension: string): string => {
  const last = sent.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const stem = last.replace(unwanted, '').replace(/\.[A-Za-z0-9]{1,8}$/, '');
  const kept = trimmed(trimmed(Array.from(stem)).slice(0, 99 - extension.length)).join('');
  const name = kept === '' || reservedNames.test(kept) ? 'file' : kept;
  return `${name}.${extension}`;
};
