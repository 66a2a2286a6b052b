import type { Request } from 'express';
import { isLoopbackName } from '../host';
import { forbidden } from '../problem';

/**
 * Whether the browser reached us over HTTPS, by what it says itself, else by what the connection or a proxy says. None of them
 * is trusted with anything: who lies gets a cookie that his browser throws away.
 */
const isOverHttps = (request: Request): boolean => {
  const { origin = 'null' } = request.headers;
  if (origin !== 'null') return origin.startsWith('https:');
  return request.secure || request.get('X-Forwarded-Proto') === 'https';
};

/**
 * A browser throws a `Secure` cookie that came over plain HTTP away without a word, and nobody would be signed in. To itself a
 * machine speaks without a network between, and browsers keep the cookie.
 *
 * @throws Problem 403 `https-required`, before any password is looked at
 */
export const refusePlainHttp = (request: Request, cookieSecure: boolean): void => {
  if (!cookieSecure || isOverHttps(request) || isLoopbackName(request.hostname)) return;
  throw forbidden(
    'https-required',
    '当前是未加密的 HTTP 连接，密码会明文传输，浏览器也不会保存登录状态，因此不予登录。请改用 https:// 开头的地址打开本系统；尚未配置 HTTPS 的，请管理员按 docs/deploy.md 配置（反向代理须送出 X-Forwarded-Proto），或者在服务器本机用 http://localhost 打开。',
  );
};
