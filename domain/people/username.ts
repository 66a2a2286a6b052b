/** Shape of the name of every account: 2 to 40 small ASCII letters, digits, `.`, `_` and `-`, a letter first. */
export const USERNAME = /^[a-z][a-z0-9._-]{1,39}$/;

/**
 * The account's name that a typed text means: capitals are taken as small letters, everything else as it stands, so that
 * all databases compare alike.
 *
 * @returns undefined for a text that can be nobody's name: Chinese, a trailing blank, 5,000 letters.
 */
export const usernameOf = (typed: string): string | undefined => {
  // Letters of other scripts have small forms in ASCII (the Kelvin sign becomes k), hence ASCII first.
  if (!/^[A-Za-z0-9._-]{2,40}$/.test(typed)) return undefined;
  const name = typed.toLowerCase();
  return USERNAME.test(name) ? name : undefined;
};
