/** What a text holds that is not plain writing: where it begins, how long it is, and its kind. */
export interface Unplain {
  kind: 'hidden-character' | 'markup' | 'template-mark';
  at: number;
  /** As it stands in the text. */
  mark: string;
}

/**
 * Characters that nobody sees and that change what others read: controls, bidirectional marks and isolates, zero-width and
 * filling characters, separators, tags, byte order marks, half surrogate pairs. Tab and line breaks are no part of them.
 */
const HIDDEN =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class -- finding them is the point
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/u;

/** Tags, comments and declarations of HTML and XML, also written with full-width brackets, and their entities. */
const MARKUP = /[<＜][a-z/!?]|&(?:#x?[\da-f]+|[a-z][a-z\d]*);/iu;

/** What template languages fill in. */
const TEMPLATE = /\{\{|\}\}|\$\{|#\{|\{%|%\}|<%|%>/u;

const find = (kind: Unplain['kind'], pattern: RegExp, text: string): Unplain | undefined => {
  const found = pattern.exec(text);
  return found === null ? undefined : { kind, at: found.index, mark: found[0] };
};

/** A character that is not seen; undefined where there is none. */
export const hiddenCharacter = (text: string): Unplain | undefined => find('hidden-character', HIDDEN, text);

/**
 * The first thing in a text of a pack that is not plain writing: a pack's texts stand in papers, lists
 * and messages, and must mean there what the clerk who wrote them sees.
 */
export const notPlain = (text: string): Unplain | undefined =>
  hiddenCharacter(text) ?? find('markup', MARKUP, text) ?? find('template-mark', TEMPLATE, text);
