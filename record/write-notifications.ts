import { toldOutside } from '../domain/told-outside';
import { NotificationRow } from '../entities/ledger.entity';
import { canonical } from './canonical';
import type { Hook } from './directory-cache';
import { insertInto } from './entity-sql';
import { sha256 } from './hash';
import type { SealedStream } from './seal-streams';
import type { Statement } from './sql';

/** Messages to people, which are sent by being written, and one a webhook for all events of the transaction. */
export const notificationRows = (finished: SealedStream, hooks: Hook[]): Statement[] =>
  insertInto(NotificationRow, [...personal(finished), ...hooks.flatMap((hook) => forHook(hook, finished))]);

const keyOf = (parts: (string | number)[]): string => sha256(canonical(parts));

/** Of what happens to a message once it is written. */
const fresh = { readAt: null, providerRef: null, lastError: null, claim: null };

const personal = ({ streamId, now, told }: SealedStream): NotificationRow[] => {
  const rows = told.flatMap(({ seq, tellings }) =>
    tellings.flatMap(({ personIds, template, data }) =>
      personIds.map((recipient) => ({
        ...fresh,
        idemKey: keyOf([streamId, seq, 'in-app', recipient, template]),
        streamId,
        seq,
        channel: 'in-app',
        recipient,
        template,
        data,
        state: 'sent',
        attempts: 1,
        nextAt: null,
        createdAt: now,
        sentAt: now,
      })),
    ),
  );
  return [...new Map(rows.map((row) => [row.idemKey, row])).values()];
};

const forHook = (
  { webhookId, eventTypes }: Hook,
  { streamId, envelopes, file, now, kind }: SealedStream,
): NotificationRow[] => {
  const wanted = envelopes.filter(({ type }) => eventTypes.length === 0 || eventTypes.includes(type));
  const last = wanted.at(-1);
  if (last === undefined) return [];
  const events = wanted.map((event) => {
    const { seq, type, at } = event;
    return { seq, type, at, ...toldOutside(file, event) };
  });
  return [
    {
      ...fresh,
      idemKey: keyOf([streamId, last.seq, 'webhook', webhookId, 'events']),
      streamId,
      seq: last.seq,
      channel: 'webhook',
      recipient: webhookId,
      template: 'events',
      data: { streamId, kind, townId: file.townId, version: file.version, status: file.status, events },
      state: 'queued',
      attempts: 0,
      nextAt: now,
      createdAt: now,
      sentAt: null,
    },
  ];
};
