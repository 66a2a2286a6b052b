import type { Instant } from '../domain/clock/instant';
import { scopesIn } from '../domain/people/scopes';
import type { Credential } from './door/sign-ins';
import type { Row } from './admin';
import type { Engine } from './engine';
import { read } from './reading';
import { flag, text, textOrNull, whole } from './row';
import { marks, statement } from './sql';

const tables = {
  session: { columns: 'c.csrf, c.last_seen_at', key: 'id_hash', also: '' },
  token: { columns: 'c.scopes, c.last_used_at', key: 'token_hash', also: ' AND c.revoked_at IS NULL' },
} as const;

/** Whose credentials these are, by the hashes they are kept under; those that are nobody's any more are left out. */
export const whoAre = async (
  { store, clock }: Engine,
  kind: 'session' | 'token',
  hashes: readonly string[],
): Promise<Map<string, Credential>> => {
  if (hashes.length === 0) return new Map<string, never>();
  const { columns, key, also } = tables[kind];
  const [rows = []] = await read(store, [
    statement(
      `SELECT c.${key} AS hash, c.person_id, c.expires_at, ${columns}, a.must_change_password,
         (SELECT COALESCE(SUM(n), 0) FROM directory_version) AS directories${clock.column}
       FROM ${kind} c JOIN account a ON a.person_id = c.person_id
       WHERE c.${key} IN (${marks(hashes)})${also} AND a.disabled_at IS NULL`,
      [...hashes],
    ),
  ]);
  return new Map(rows.map((row) => [text(row, 'hash'), credentialIn(kind, row, clock.read(row))] as const));
};

/** Whose credential this is, in the one read that every request makes. */
export const whoIs = async (engine: Engine, kind: 'session' | 'token', hash: string): Promise<Credential | undefined> =>
  (await whoAre(engine, kind, [hash])).get(hash);

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
