const isAlias = (value: object): boolean =>
  'personId' in value && typeof value.personId === 'string' && value.personId.startsWith('reporter:');

/**
 * What is shown without the post beside an alias, wherever it stands: the role and the unit of a protected reporter tell who
 * he is (settled 6.2). Events of earlier releases hold them.
 */
export const withoutPostsOfAliases = <T>(shown: T): T => {
  if (typeof shown !== 'object' || shown === null) return shown;
  if (Array.isArray(shown)) return shown.map((one: unknown) => withoutPostsOfAliases(one)) as T;
  const entries = Object.entries(shown).filter(([field]) => field !== 'post' || !isAlias(shown));
  return Object.fromEntries(
    entries.map(([field, value]: [string, unknown]) => [field, withoutPostsOfAliases(value)]),
  ) as T;
};
