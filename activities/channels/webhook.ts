import { request } from 'undici';
import { idOf } from '../../domain/stream-module';
import type { DueNotification } from '../../record/due-message';
import { checkWebhookUrl, type WebhookAllowance } from '../../record/webhook-address';
import type { Channel, Delivered } from './channel';
import { addressRefused, guardedAgent } from './guard';
import { signatureOf } from './signature';

const timeoutMs = 10_000;
const maxBytes = 64 * 1024;

export interface Webhook {
  url: string;
  secret: string;
}

/** Where webhooks are kept. */
export interface WebhookBook {
  /** Undefined when there is no such webhook or it is switched off. */
  find(webhookId: string): Promise<Webhook | undefined>;
  /** Switches it off, because its receiver said that it is gone. */
  disable(webhookId: string): Promise<void>;
  /** The names of units and people by the ids that stand in what is posted. */
  names(data: object): Promise<Record<string, string>>;
}

export interface WebhookChannelDeps {
  webhooks: WebhookBook;
  allow: WebhookAllowance;
  nowMs: () => number;
}

const bodyOf = ({ idemKey, streamId, seq, template, data }: DueNotification, names: Record<string, string>): string =>
  JSON.stringify({ id: idemKey, streamId, seq, template, data: { id: idOf(streamId), ...data }, names });

interface Reply {
  status: number;
  retryAfter: string | undefined;
}

/** Sends; the answer is read so far that it can be thrown away. `request` follows no redirect, so the signature goes nowhere else. */
async function post(url: URL, headers: Record<string, string>, body: string, allow: WebhookAllowance): Promise<Reply> {
  const dispatcher = guardedAgent(url, allow, { timeoutMs, maxBytes });
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await request(url, { method: 'POST', headers, body, dispatcher, signal });
    await response.body.dump({ limit: maxBytes, signal });
    const after = response.headers['retry-after'];
    return { status: response.statusCode, retryAfter: typeof after === 'string' ? after : undefined };
  } finally {
    await dispatcher.destroy();
  }
}

/** `Retry-After` in seconds or as a date. */
function waitOf(retryAfter: string, nowMs: number): { retryAfterMs?: number } {
  const ms = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - nowMs;
  return ms > 0 ? { retryAfterMs: ms } : {};
}

/** Host and port as WEBHOOK_ALLOW names them. */
const hostOf = (text: string): string => {
  if (!URL.canParse(text)) return 'no URL';
  const { hostname, port, protocol } = new URL(text);
  return `${hostname}:${port === '' ? (protocol === 'https:' ? '443' : '80') : port}`;
};

/** What is told about a failed delivery: a code, or the kind of error; its message may hold what the other side wrote. */
function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'failed';
  const [code, name] = ['code', 'name'].map((field): unknown => Reflect.get(error, field));
  if (typeof code === 'string') return code;
  return name === 'TimeoutError' ? 'timeout' : String(name);
}

/** Nothing was sent, because webhooks may not call there. */
interface NotAllowed {
  notAllowed: string;
}

/** Nothing was sent, because our own record could not be asked: no fault of the receiver. */
interface Unread {
  unread: string;
}

const asRead = async <T extends object>(what: string, ask: () => Promise<T>): Promise<{ read: T } | Unread> => {
  try {
    return { read: await ask() };
  } catch (error) {
    return { unread: `${what} cannot be read: ${reasonOf(error)}` };
  }
};

/** A name is only judged when it is looked up. */
const failureOf = (error: unknown): string | NotAllowed =>
  error instanceof Error && 'code' in error && error.code === addressRefused
    ? { notAllowed: error.message }
    : reasonOf(error);

/** The answer, or why nothing was sent. */
async function send(
  { webhooks, allow, nowMs }: WebhookChannelDeps,
  { url, secret }: Webhook,
  notification: DueNotification,
): Promise<Reply | NotAllowed | Unread> {
  const verdict = checkWebhookUrl(url, allow);
  if ('refused' in verdict) return { notAllowed: verdict.refused };
  const names = await asRead('the names', () => webhooks.names(notification.data));
  if ('unread' in names) return names;
  const body = bodyOf(notification, names.read);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'bihuan',
    'idempotency-key': notification.idemKey,
    'bihuan-signature': signatureOf(secret, body, nowMs()),
  };
  return post(verdict.url, headers, body, allow);
}

/** Switches off; where that does not succeed now, the next attempt hears of it again. */
const isSwitchedOff = (webhooks: WebhookBook, webhookId: string): Promise<boolean> =>
  webhooks.disable(webhookId).then(
    () => true,
    () => false,
  );

/**
 * Sends notifications as signed JSON. Anything but a 2xx answer is a failure, redirects too; 410 switches the webhook off.
 * Whatever goes wrong on the way is a failure as well: this function never throws.
 */
export function createWebhookChannel(deps: WebhookChannelDeps): Channel {
  const { webhooks, nowMs } = deps;
  return async (notification): Promise<Delivered> => {
    const found = await asRead('the webhook', async () => ({ webhook: await webhooks.find(notification.recipient) }));
    if ('unread' in found) return { ok: false, reason: found.unread };
    const { webhook } = found.read;
    if (!webhook) return { ok: false, reason: 'webhook is switched off', final: true };
    const reply = await send(deps, webhook, notification).catch(failureOf);
    if (typeof reply === 'string') return { ok: false, reason: reply };
    if ('unread' in reply) return { ok: false, reason: reply.unread };
    if ('notAllowed' in reply) return { ok: false, reason: reply.notAllowed, notAllowed: hostOf(webhook.url) };
    const { status, retryAfter } = reply;
    if (status >= 200 && status < 300) return { ok: true, providerRef: `http-${status}` };
    const failed = { ok: false as const, reason: `http-${status}` };
    if (status !== 410) return retryAfter === undefined ? failed : { ...failed, ...waitOf(retryAfter, nowMs()) };
    return (await isSwitchedOff(webhooks, notification.recipient)) ? { ...failed, final: true } : failed;
  };
}
