import type { Answer } from '../../api/typed';

export type Desk = Answer<'/api/v1/desk'>;
export type Figure = Desk['stock'];

/** What is counted under one of the breakdowns, with its Chinese name. */
export interface Share extends Figure {
  key: string;
  name: string;
}
