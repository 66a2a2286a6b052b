const reservedNames = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
// eslint-disable-next-line no-control-regex -- finding control characters is the point
const unwanted = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u061c"<>|:*?;%]/gu;

/**
 * A name that is safe to show and to put into a header: last path part, no controls, at most a hundred code points,
 * and the extension of what the content is, whatever the sender called it.
 */
export const displayName = (sent: string, extension: string): string => {
  const last = sent.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const stem = last
    .replace(unwanted, '')
    .replace(/\.[A-Za-z0-9]{1,8}$/, '')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const kept = Array.from(stem)
    .slice(0, 99 - extension.length)
    .join('');
  const name = kept === '' || reservedNames.test(kept) ? 'file' : kept;
  return `${name}.${extension}`;
};
