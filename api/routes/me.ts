import { AccountRow, PersonRow, TokenRow } from '../../entities/people.entity';
import { plusMs } from '../../domain/clock/instant';
import { newId } from '../../record/new-id';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { requireCaller } from '../caller';
import type { AppDeps } from '../deps';
import { ChangePasswordBody, CreateTokenBody } from '../dto/people';
import { parseBodyAs } from '../parse';
import { idempotencyKeyOf } from '../preconditions';
import { presentPost, presentUnit } from '../present/people';
import { invalidField, notFound } from '../problem';
import { noticesOf } from '../read/account-acts';
import { viewerOf } from '../read/viewer';
import { rightsOf } from '../rights';
import type { Route } from '../route';
import { insertRow } from '../rows';
import { checkPassword } from '../session/password-policy';
import { derivedSecret, hashPassword, hashSecret, verifyPassword } from '../session/secrets';

const dayMs = 86_400_000;
const hiddenToken = '*shown-once*';

/** What a person does about the own account. */
export const meRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/me',
    summary: '本人、岗位、单位、权限',
    access: 'person',
    success: { status: 200, description: '本人' },
    async handle(request, response) {
      const caller = requireCaller(request);
      const viewer = await viewerOf(deps, request);
      const person = await deps.db.getRepository(PersonRow).findOneByOrFail({ personId: caller.personId });
      const account = await deps.db.getRepository(AccountRow).findOneByOrFail({ personId: caller.personId });
      response.set('Cache-Control', 'no-store').json({
        person: { personId: person.personId, name: person.name, username: account.username },
        posts: viewer.posts.map(presentPost),
        unit: viewer.units.map(presentUnit)[0] ?? null,
        units: viewer.units.map(presentUnit),
        townIds: viewer.townIds,
        permissions: rightsOf(viewer.posts),
        mustChangePassword: caller.mustChangePassword,
        csrfToken: caller.csrfToken,
        notices: await noticesOf(deps, caller.personId),
      });
    },
  },
  {
    method: 'post',
    path: '/api/v1/me/password',
    summary: '修改密码；其他会话随之结束',
    access: 'person',
    key: true,
    bodies: [ChangePasswordBody],
    success: { status: 204, description: '已修改' },
    async handle(request, response) {
      const { personId, credentialHash } = requireCaller(request);
      const { currentPassword, newPassword } = await parseBodyAs(ChangePasswordBody, request);
      const account = await deps.db.getRepository(AccountRow).findOneByOrFail({ personId });
      const matches = await verifyPassword(account.passwordHash, currentPassword);
      checkPassword(newPassword, account.username, '/newPassword');
      const passwordHash = await hashPassword(newPassword);
      const answer = await administer(deps, request, {
        action: 'password-changed',
        townId: null,
        work: async (tx) => {
          if (!matches) throw invalidField('/currentPassword', 'wrong-password', '现有密码不正确');
          await tx.change('UPDATE account SET password_hash = ?, must_change_password = 0 WHERE person_id = ?', [
            passwordHash,
            personId,
          ]);
          await tx.change('DELETE FROM session WHERE person_id = ? AND id_hash <> ?', [personId, credentialHash]);
          return { answer: jsonAnswer(204, undefined), ref: personId, data: {} };
        },
      });
      sendAnswer(response, answer);
    },
  },
  {
    method: 'get',
    path: '/api/v1/tokens',
    summary: '本人的访问令牌',
    access: 'person',
    success: { status: 200, description: '令牌列表（不含令牌本身）' },
    async handle(request, response) {
      const { personId } = requireCaller(request);
      const rows = await deps.db.getRepository(TokenRow).findBy({ personId });
      response.json({ items: rows.map(presentToken), nextCursor: null, asOf: deps.now() });
    },
  },
  {
    method: 'post',
    path: '/api/v1/tokens',
    summary: '新建访问令牌；令牌只显示一次',
    access: 'person',
    key: true,
    bodies: [CreateTokenBody],
    success: { status: 201, description: '已新建' },
    async handle(request, response) {
      const { personId } = requireCaller(request);
      const { label, days = 90 } = await parseBodyAs(CreateTokenBody, request);
      const secret = `bh_${derivedSecret(deps.secretKey, 'token', personId, idempotencyKeyOf(request))}`;
      const answer = await administer(deps, request, {
        action: 'token-created',
        townId: null,
        work: async (tx) => {
          const token = { tokenId: newId(), label, createdAt: tx.now, expiresAt: plusMs(tx.now, days * dayMs) };
          await insertRow(tx, 'token', {
            token_hash: hashSecret(secret),
            token_id: token.tokenId,
            person_id: personId,
            label,
            created_at: token.createdAt,
            expires_at: token.expiresAt,
            revoked_at: null,
          });
          const answer = jsonAnswer(201, { ...token, token: hiddenToken });
          return { answer, ref: token.tokenId, data: { label, expiresAt: token.expiresAt } };
        },
      });
      sendAnswer(response, answer, (body) => body.replace(hiddenToken, secret));
    },
  },
  {
    method: 'delete',
    path: '/api/v1/tokens/:tokenId',
    summary: '作废访问令牌',
    access: 'person',
    key: true,
    success: { status: 204, description: '已作废' },
    async handle(request, response) {
      const { personId } = requireCaller(request);
      const tokenId = String(request.params['tokenId']);
      const found = await deps.db.getRepository(TokenRow).findOneBy({ tokenId, personId });
      if (found === null) throw notFound();
      const answer = await administer(deps, request, {
        action: 'token-revoked',
        townId: null,
        work: async (tx) => {
          await tx.change('UPDATE token SET revoked_at = ? WHERE token_id = ? AND revoked_at IS NULL', [
            tx.now,
            tokenId,
          ]);
          return { answer: jsonAnswer(204, undefined), ref: tokenId, data: {} };
        },
      });
      sendAnswer(response, answer);
    },
  },
];

const presentToken = (row: TokenRow): Record<string, unknown> => ({
  tokenId: row.tokenId,
  label: row.label,
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
  revokedAt: row.revokedAt,
});
