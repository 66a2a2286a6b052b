import type { Explained } from '../api/typed';

/** What the answer calls an id; the id itself where it says nothing. */
export const nameIn = ({ names }: Pick<Explained, 'names'>, id: string | null | undefined): string =>
  id === null || id === undefined ? '' : (names[id] ?? id);

/** What the answer calls a code of a list; the code itself where it says nothing. */
export const labelIn = (
  { labels }: Pick<Explained, 'labels'>,
  list: string,
  code: string | null | undefined,
): string => (code === null || code === undefined ? '' : (labels[list]?.[code] ?? code));

/** Whom a clock or a paper is addressed to, `unit:<id>` or `subject:<id>`. */
export const addresseeIn = (answer: Pick<Explained, 'names'>, addressee: string): string => {
  const [kind, id = ''] = addressee.split(':');
  return kind === 'none' ? '' : nameIn(answer, id);
};
