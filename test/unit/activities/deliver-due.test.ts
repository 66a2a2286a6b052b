import { deliverDue, type DeliveryDeps } from '../../../activities';
import type { Delivered } from '../../../activities/channels/channel';
import { createNotAllowedReceivers } from '../../../activities/not-allowed';
import { createLogger } from '../../../logger';
import type { ClaimOptions, DueNotification } from '../../../record/due-message';

const logger = createLogger({ level: 'error', service: 'test', silent: true });

const aMessage = (recipient: string, n: number): DueNotification => ({
  idemKey: `${recipient}-${n}`,
  claim: 'claim-1',
  streamId: 'case:1',
  seq: n,
  channel: 'webhook',
  recipient,
  template: 'events',
  data: {},
  attempts: 1,
});

type Send = (one: DueNotification) => Promise<Delivered>;

/** A box of due messages, given out as the record does it, and a channel that does what the test says. */
const open = (due: DueNotification[], send: Send, changes: Partial<DeliveryDeps['door']> = {}) => {
  const sent: string[] = [];
  const failed: [string, string][] = [];
  const served: string[][] = [];
  const deps: DeliveryDeps = {
    door: {
      claimNotifications: (limit: number, { except = [], recipients = limit }: ClaimOptions = {}) => {
        served.push([...except]);
        const free = due.filter(({ recipient }) => !except.includes(recipient));
        const names = [...new Set(free.map(({ recipient }) => recipient))].slice(0, recipients);
        const page = names.flatMap((name) => free.filter(({ recipient }) => recipient === name).slice(0, 16));
        for (const one of page) due.splice(due.indexOf(one), 1);
        return Promise.resolve(page);
      },
      markDelivered: (idemKey) => {
        sent.push(idemKey);
        return Promise.resolve();
      },
      markFailed: ({ idemKey }, reason) => {
        failed.push([idemKey, reason]);
        return Promise.resolve('queued');
      },
      ...changes,
    },
    channels: { webhook: send },
    log: () => Promise.resolve({ ok: true, providerRef: 'log' }),
    nextInMs: () => Promise.resolve(null),
    onAttempt: () => undefined,
    notAllowed: createNotAllowedReceivers(logger),
    logger,
  };
  return { deps, sent, failed, served, due };
};

const ok: Delivered = { ok: true, providerRef: 'http-204' };

describe('delivering what is due', () => {
  it('tells of a receiver that may not be called once, with its host and the way on, however many messages wait', async () => {
    const warned = jest.spyOn(logger, 'warn');
    const refused: Delivered = { ok: false, reason: 'not a public address', notAllowed: '10.0.0.5:443' };
    const messages = [1, 2, 3, 4].map((n) => aMessage('inner', n));
    const { deps, failed } = open([...messages, aMessage('other', 1)], () => Promise.resolve(refused));
    await deliverDue(deps);
    expect(failed).toHaveLength(5);
    expect(warned).toHaveBeenCalledTimes(2);
    for (const recipient of ['inner', 'other'])
      expect(warned).toHaveBeenCalledWith('receiver may not be called', expect.objectContaining({ recipient }));
    expect(JSON.stringify(warned.mock.calls[0])).toMatch(/WEBHOOK_ALLOW=10\.0\.0\.5:443/);
    warned.mockRestore();
  });

  it('U-1 takes a channel that throws as one that has failed, and goes on with the others', async () => {
    const { deps, sent, failed } = open(
      [aMessage('bad', 1), aMessage('bad', 2), aMessage('good', 1)],
      ({ recipient, seq }) => {
        if (recipient === 'good') return Promise.resolve(ok);
        if (seq === 1) throw new TypeError('the secret is 秘密');
        return Promise.reject(new RangeError('the secret is 秘密'));
      },
    );
    expect(await deliverDue(deps)).toEqual({ sent: 1, failed: 2, nextInMs: null });
    expect(sent).toEqual(['good-1']);
    expect(failed).toEqual([
      ['bad-1', 'the channel broke: TypeError'],
      ['bad-2', 'the channel broke: RangeError'],
    ]);
  });

  it('U-15 sends to everybody else while one recipient lets it wait, what comes meanwhile as well', async () => {
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const { deps, sent, served, due } = open(
      [...Array.from({ length: 16 }, (_, n) => aMessage('slow', n)), aMessage('good', 1)],
      async ({ recipient }) => {
        if (recipient === 'slow') await held;
        return ok;
      },
    );
    const round = deliverDue(deps);
    const until = async (key: string): Promise<void> => {
      while (!sent.includes(key)) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await until('good-1');
    due.push(aMessage('good', 2), aMessage('other', 1));
    await until('good-2');
    await until('other-1');
    expect(sent.some((key) => key.startsWith('slow'))).toBe(false);
    expect(served.at(-1)).toContain('slow');
    letGo();
    expect(await round).toEqual({ sent: 19, failed: 0, nextInMs: null });
  });

  it('sends to one recipient at most four at once', async () => {
    let now = 0;
    let most = 0;
    const { deps } = open(
      Array.from({ length: 40 }, (_, n) => aMessage('one', n)),
      async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        return ok;
      },
    );
    expect((await deliverDue(deps)).sent).toBe(40);
    expect(most).toBe(4);
  });

  it('U-1 fails as a round, after all have been served, when the record takes no answer', async () => {
    const { deps, sent } = open(
      [aMessage('bad', 1), aMessage('good', 1), aMessage('good', 2)],
      ({ recipient }) => Promise.resolve(recipient === 'good' ? ok : { ok: false, reason: 'http-500' }),
      { markFailed: () => Promise.reject(new Error('database away')) },
    );
    await expect(deliverDue(deps)).rejects.toThrow('database away');
    expect(sent).toEqual(['good-1', 'good-2']);
  });

  it('U-20 goes on when a failure is no longer its to report', async () => {
    const { deps } = open([aMessage('one', 1)], () => Promise.resolve({ ok: false, reason: 'timeout' }), {
      markFailed: () => Promise.resolve('passed-on'),
    });
    expect(await deliverDue(deps)).toEqual({ sent: 0, failed: 1, nextInMs: null });
  });
});
