import type { Instant } from '../domain/clock/instant';
import { scopesIn } from '../domain/people/scopes';
import type { Credential } from './door/sign-ins';
import type { Row } from './admin';
import type { Engine } from './engine';
import { read } from './reading';
import { flag, text, textOrNull, whole } from './row';
import { statement } from './sql';

const tables = {
  session: { columns: 'c.csrf, c.last_seen_at', where: 'c.id_hash = ?' },
  token: { columns: 'c.scopes, c.last_used_at', where: 'c.token_hash = ? AND c.revoked_at IS NULL' },
} as const;

/** Whose credential this is, by the hash it is kept under, in the one read that every request makes. */
export const whoIs = async (
  { store, clock }: Engine,
  kind: 'session' | 'token',
  hash: string,
): Promise<Credential | undefined> => {
  const { columns, where } = tables[kind];
  const [rows] = await read(store, [
    statement(
      `SELECT c.person_id, c.expires_at, ${columns}, a.must_change_password,
         (SELECT COALESCE(SUM(n), 0) FROM directory_version) AS directories${clock.column}
       FROM ${kind} c JOIN account a ON a.person_id = c.person_id
       WHERE ${where} AND a.disabled_at IS NULL`,
      [hash],
    ),
  ]);
  const row = rows?.[0];
  return row && credentialIn(kind, row, clock.read(row));
};

const credentialIn = (kind: 'session' | 'token', row: Row, now: Instant): Credential => ({
  personId: text(row, 'person_id'),
  mustChangePassword: flag(row, 'must_change_password'),
  expiresAt: text(row, 'expires_at'),
  session: kind === 'session' ? { csrf: text(row, 'csrf'), lastSeenAt: text(row, 'last_seen_at') } : null,
  token:
    kind === 'token'
      ? { scopes: scopesIn(textOrNull(row, 'scopes') ?? ''), lastUsedAt: textOrNull(row, 'last_used_at') }
      : null,
  standing: { now, directories: whole(row, 'directories') },
});
