import { plusMs } from '../../domain/clock/instant';
import { longestTokenDays, scopesIn, TOKEN_SCOPES } from '../../domain/people/scopes';
import { TokenRow } from '../../entities/people.entity';
import { newId } from '../../record/new-id';
import { pageOf } from '../answers/page';
import { NewTokenAnswer, TokenAnswer } from '../answers/token';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { requireCaller } from '../caller';
import type { AppDeps } from '../deps';
import { CreateTokenBody } from '../dto/tokens';
import { parseBodyAs } from '../parse';
import { idempotencyKeyOf } from '../preconditions';
import { notFound } from '../problem';
import type { Route } from '../route';
import { lockOwnAccount } from '../session/own-account';
import { derivedSecret, hashSecret } from '../session/secrets';

const dayMs = 86_400_000;
const hiddenToken = '*shown-once*';

const present = (row: TokenRow): TokenAnswer => ({
  tokenId: row.tokenId,
  label: row.label,
  scopes: scopesIn(row.scopes ?? ''),
  createdAt: row.createdAt,
  expiresAt: row.expiresAt,
  lastUsedAt: row.lastUsedAt,
  revokedAt: row.revokedAt,
});

/** Personal tokens for machines; made and taken back by their person with a session, never by a token. */
export const tokenRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/tokens',
    summary: '本人的访问令牌、权限范围和最近使用时间（十分钟精度）',
    description: '只列本人的，先建的在前，包括已作废和已过期的；令牌本身只在新建时显示一次。只能登录后查看。',
    access: 'person',
    success: { status: 200, description: '令牌列表（不含令牌本身）', answer: pageOf(TokenAnswer) },
    async handle(request, response) {
      const { personId } = requireCaller(request);
      const rows = await deps.db.getRepository(TokenRow).find({ where: { personId }, order: { createdAt: 'ASC' } });
      response.json({ items: rows.map(present), nextCursor: null, asOf: deps.now() });
    },
  },
  {
    method: 'post',
    path: '/api/v1/tokens',
    summary: `新建访问令牌；只显示一次，默认且最长 ${longestTokenDays} 天，默认只能查询`,
    description:
      '本人登录后办理，供程序代本人调用接口；令牌能办的不超过本人的岗位，也不超过所选的权限范围。令牌只在这一次回答中显示，请即保存；修改密码后全部令牌失效。',
    access: 'person',
    key: true,
    body: CreateTokenBody,
    success: { status: 201, description: '已新建', answer: NewTokenAnswer },
    async handle(request, response) {
      const caller = requireCaller(request);
      const { personId } = caller;
      const { label, scopes: wanted = ['read'], days = longestTokenDays } = await parseBodyAs(CreateTokenBody, request);
      const scopes = TOKEN_SCOPES.filter((scope) => wanted.includes(scope));
      const secret = `bh_${derivedSecret(deps.secretKey, 'token', personId, idempotencyKeyOf(request))}`;
      const answer = await administer(deps, request, {
        action: 'token-created',
        townId: null,
        work: async (tx) => {
          await lockOwnAccount(tx, caller);
          const createdAt = deps.now();
          const token = { tokenId: newId(), label, scopes, createdAt, expiresAt: plusMs(createdAt, days * dayMs) };
          await tx.insert(TokenRow, {
            tokenHash: hashSecret(secret),
            tokenId: token.tokenId,
            personId,
            label,
            createdAt,
            expiresAt: token.expiresAt,
            revokedAt: null,
            scopes: scopes.join(' '),
            lastUsedAt: null,
          });
          const shown: NewTokenAnswer = { ...token, token: hiddenToken };
          const data = { label, scopes, expiresAt: token.expiresAt };
          return { answer: jsonAnswer(201, shown), ref: token.tokenId, data };
        },
      });
      sendAnswer(response, answer, (body) => body.replace(hiddenToken, secret));
    },
  },
  {
    method: 'delete',
    path: '/api/v1/tokens/:tokenId',
    summary: '作废访问令牌，立即生效',
    description: '本人登录后作废自己的令牌；再次作废已作废的令牌不改变作废时间，他人的令牌按不存在回答。',
    access: 'person',
    key: true,
    success: { status: 204, description: '已作废' },
    async handle(request, response) {
      const caller = requireCaller(request);
      const { personId } = caller;
      const tokenId = String(request.params['tokenId']);
      const answer = await administer(deps, request, {
        action: 'token-revoked',
        townId: null,
        work: async (tx) => {
          await lockOwnAccount(tx, caller);
          if (!(await tx.exists(TokenRow, { tokenId, personId }))) throw notFound();
          await tx.update(TokenRow, { revokedAt: deps.now() }, { tokenId, revokedAt: null });
          return { answer: jsonAnswer(204, undefined), ref: tokenId, data: {} };
        },
      });
      sendAnswer(response, answer);
    },
  },
];
