/**
 * What a personal token may be used for (settled 7). `read`: reads of what the person may read. `report`: that, new cases and
 * uploads. `act`: reads, uploads, commands on cases and escalations, registers. Accounts, tokens, passwords and
 * administration are never done by token, whatever its scopes.
 */
export const TOKEN_SCOPES = ['read', 'report', 'act'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** A token ends within 90 days (settled 4.3); without a wish, after these. */
export const longestTokenDays = 90;

/** What an endpoint asks of a token. An endpoint that asks nothing is closed to all of them. */
export type TokenNeed = 'read' | 'upload' | 'report' | 'act';

const enough: Record<TokenNeed, readonly TokenScope[]> = {
  read: TOKEN_SCOPES,
  upload: ['report', 'act'],
  report: ['report'],
  act: ['act'],
};

/** The scopes of which any one is enough. */
export const scopesFor = (need: TokenNeed): readonly TokenScope[] => enough[need];

/** Scopes as they are kept with a token, separated by blanks; words that are none are left out. */
export const scopesIn = (text: string): TokenScope[] => TOKEN_SCOPES.filter((scope) => text.split(' ').includes(scope));
