import type { CivilDate } from '../clock/civil';
import { validOn, type Post, type Unit } from './directory';
import type { Role } from './roles';

/** What a person does about the own account: such a row belongs to the town of the person. */
export const OWN_ACCOUNT_ACTS: readonly string[] = [
  'signed-in',
  'signed-out',
  'sign-in-failed',
  'password-changed',
  'password-refused',
  'token-created',
  'token-revoked',
];

/** What was tried and refused: likewise. */
export const ATTEMPTS = [
  'sign-in-refused',
  'upload-refused',
  'command-refused',
  'act-refused',
  'read-refused',
  'refused-more',
] as const;

export type AttemptAction = (typeof ATTEMPTS)[number];

export const UPLOAD = 'attachment-uploaded';

/** Rows that say no town of their own belong to the town of who acted, where they are one of these. */
export const isPersonal = (action: string): boolean =>
  OWN_ACCOUNT_ACTS.includes(action) || ATTEMPTS.some((attempt) => attempt === action);

/** A person who reports and does nothing else: protected wherever a row, list, export or message would name him (settled 6.2). */
export const isReporterOnly = (posts: readonly Pick<Post, 'role' | 'from' | 'to'>[], today: CivilDate): boolean =>
  posts.some((post) => post.role === 'RP') && !posts.some((post) => post.role !== 'RP' && validOn(post, today));

/**
 * How an audit row names who acted (settled 6.2). `account`: under one alias an account, so that a series of wrong
 * passwords is seen. `act`: under an alias of this act alone, linked to nothing. Every upload is signed so: whether the
 * report that follows will ask for protection, nobody knows yet.
 */
export const signatureOf = (action: string, reporterOnly: boolean): 'name' | 'account' | 'act' => {
  if (action === UPLOAD) return 'act';
  if (!reporterOnly) return 'name';
  return OWN_ACCOUNT_ACTS.includes(action) ? 'account' : 'act';
};

/** Reasons of refusals that only the reporter of a case meets: whoever reads one beside a name knows who reported. */
const TELLS_WHO_REPORTED: readonly string[] = ['reporter-verifies'];

/** True when the reason of a refusal, read beside a name or an act, tells who reported (settled 6.2). */
export const tellsWhoReported = (reason: string | undefined): boolean =>
  reason !== undefined && TELLS_WHO_REPORTED.includes(reason);

const AUDITORS: readonly Role[] = ['AU', 'SA'];

/** The rows that may be read: of these towns, or every town's and the district's. */
export type AuditReach = { everything: true } | { everything: false; townIds: string[] };

/** Who audits from a unit of the district reads everything; else the towns of the units he audits from (roles.md 3.2). */
export const auditReach = (posts: readonly Post[], units: readonly Unit[]): AuditReach => {
  const from = posts.filter((post) => AUDITORS.includes(post.role)).map((post) => post.unitId);
  const towns = units.filter((unit) => from.includes(unit.unitId)).map((unit) => unit.townId);
  if (towns.includes(null)) return { everything: true };
  return { everything: false, townIds: [...new Set(towns.flatMap((townId) => townId ?? []))] };
};
