import type { Pack } from './pack';

/** What may stand between two characters without parting the word: white space, marks, and what nobody sees. */
const BETWEEN = '[\\p{Z}\\p{P}\\p{S}\\p{C}]*';

/** 责令 and 勒令, as they are typed: in old characters, spaced, in quotes, broken over lines. 职责令 is another word. */
const ORDER = new RegExp(`(?:(?<!职)[责責]|勒)${BETWEEN}令`, 'u');

/** True where a text says 责令: the word of who may order, which no advisory paper carries in any field (settled 6.3). */
export const saysOrder = (text: string): boolean => ORDER.test(text.normalize('NFKC'));

/** The papers of a pack that may say it, as a sentence names them. */
export const orderPapers = ({ papers }: Pack): string =>
  papers
    .filter(({ statutory }) => statutory)
    .map(({ title }) => `《${title}》`)
    .join('、');
