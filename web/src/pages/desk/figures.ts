import type { Answer } from '../../api/typed';

export type Desk = Answer<'/api/v1/desk'>;

/** What is counted under one of the breakdowns, with its Chinese name. */
export interface Share extends Omit<Desk['stock'], 'list'> {
  key: string;
  name: string;
  /** Where its cases stand; undefined where no list is narrowed to them. */
  list?: string;
}
