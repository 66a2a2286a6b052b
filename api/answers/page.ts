import type { Dto } from '../parse';
import { Instant, LabelsByCode, List, NamesById, One, OrNull, Words } from './shape';

const pages = new Map<Dto<object>, Dto<object>>();

/** The class of a page of such items: `items`, `nextCursor` (null on the last page), `asOf`, what ids and codes are called. */
export const pageOf = (item: Dto<object>): Dto<object> => {
  const known = pages.get(item);
  if (known !== undefined) return known;
  class Page {
    @List(One(item)) items: object[];
    @OrNull(Words()) nextCursor: string | null;
    @Instant() asOf: string;
    @NamesById() names: object;
    @LabelsByCode() labels: object;
  }
  Object.defineProperty(Page, 'name', { value: `${item.name.replace(/Answer$/, '')}Page` });
  pages.set(item, Page);
  return Page;
};
