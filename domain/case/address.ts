const longestKey = 100;

/** The town at the head of an address, with what it lies in; a name of a road or village that begins so is none. */
const townAhead = /^.{0,20}?(?:街道|[镇乡])(?![路街村道])/u;

/** Less than that says no place. */
const shortestPlace = 3;

/**
 * An address as far as it tells one place from another: without blanks and marks, in one width and case, without the town that
 * people write or leave out. Null where nothing is left. Stored beside cases and sites: a change of it needs a migration.
 */
export const addressKey = (address: string): string | null => {
  const bare = address
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  const inTown = bare.replace(townAhead, '');
  const key = Array.from(inTown).length < shortestPlace ? bare : inTown;
  return key === '' ? null : Array.from(key).slice(0, longestKey).join('');
};
