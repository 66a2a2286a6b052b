/** Where a spreadsheet would begin to reckon: the marks of formulas, full width too, after white space as well. */
const formula = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\0]/u;

/** So that no spreadsheet takes it for a formula: with an apostrophe before it (ASVS 1.2.10). */
const harmless = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** Of RFC 4180: what holds a comma, a quotation mark or a line break stands in quotation marks, its own doubled. */
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** By this mark Excel sees that a file is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/** A line of a CSV file; numbers are no text and stay as they are. */
export const csvLine = (cells: readonly (string | number)[]): string =>
  `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(harmless(cell)))).join(',')}\r\n`;
