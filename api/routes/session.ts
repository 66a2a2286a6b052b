import type { Request } from 'express';
import { SessionRow } from '../../entities/people.entity';
import { administerOnce, jsonAnswer } from '../administer';
import { callerOf, type Caller } from '../caller';
import { checkCsrf } from '../csrf';
import type { AppDeps } from '../deps';
import { SignInBody } from '../dto/people';
import { parseBodyAs } from '../parse';
import type { Route } from '../route';
import { cookieName } from '../session/identify';
import { refusePlainHttp } from '../session/plain-http';
import { absoluteMs, signIn } from '../session/sign-in';

/** Signing in and out with a cookie. */
export const sessionRoutes = (deps: AppDeps): Route[] => {
  const { cookieSecure } = deps.config;
  const cookie = { httpOnly: true, sameSite: 'lax', secure: cookieSecure, path: '/' } as const;

  return [
    {
      method: 'post',
      path: '/api/v1/session',
      summary: '登录',
      description:
        '凭用户名和密码建立会话，30 分钟没有请求或满 12 小时即失效。用户名不存在、密码不对、账号停用都作同样的回答；连续输错须等待，等待秒数在 Retry-After。除本机以外须经 HTTPS 登录，否则答 403 https-required。',
      access: 'public',
      body: SignInBody,
      success: { status: 204, description: '已登录，会话写入 Cookie' },
      async handle(request, response) {
        refusePlainHttp(request, cookieSecure);
        const { username, password } = await parseBodyAs(SignInBody, request);
        const secret = await signIn(deps, request, username, password);
        response
          .cookie(cookieName(cookieSecure), secret, { ...cookie, maxAge: absoluteMs })
          .status(204)
          .end();
      },
    },
    {
      method: 'delete',
      path: '/api/v1/session',
      summary: '退出',
      description: '结束当前的会话并清除 Cookie，须带 X-CSRF-Token；没有登录的也按已退出回答。访问令牌不在此作废。',
      access: 'public',
      success: { status: 204, description: '已退出' },
      async handle(request, response) {
        const caller = callerOf(request);
        checkCsrf(request);
        if (caller?.by === 'cookie') await endSession(deps, request, caller);
        response.clearCookie(cookieName(cookieSecure), cookie).status(204).end();
      },
    },
  ];
};

const endSession = async (deps: AppDeps, request: Request, { personId, credentialHash }: Caller): Promise<void> => {
  await administerOnce(deps, request, personId, {
    action: 'signed-out',
    townId: null,
    work: async (tx) => {
      await tx.delete(SessionRow, { idHash: credentialHash });
      return { answer: jsonAnswer(200, {}), ref: personId, data: {} };
    },
  });
};
