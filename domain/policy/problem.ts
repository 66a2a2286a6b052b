/** Steps from the root of a pack to an element: keys and list indexes. */
export type PackPath = readonly (string | number)[];

/** What is wrong with a pack, for the person who wrote it. `code` is stable, `message` Chinese. */
export interface PackProblem {
  code: string;
  path: PackPath;
  message: string;
}
