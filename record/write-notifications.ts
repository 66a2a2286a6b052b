import { toldOutside } from '../domain/told-outside';
import type { Hook } from './directory-cache';
import type { SealedStream } from './seal-streams';
import { canonical } from './canonical';
import { sha256 } from './hash';
import { insert, type SqlRow, type Statement } from './sql';

/** Messages to people, which are sent by being written, and one a webhook for all events of the transaction. */
export const notificationRows = (finished: SealedStream, hooks: Hook[]): Statement[] =>
  insert('notification', [...personal(finished), ...hooks.flatMap((hook) => forHook(hook, finished))]);

const keyOf = (parts: (string | number)[]): string => sha256(canonical(parts));

const personal = ({ streamId, now, told }: SealedStream): SqlRow[] => {
  const rows = told.flatMap(({ seq, tellings }) =>
    tellings.flatMap(({ personIds, template, data }) =>
      personIds.map((recipient) => ({
        idem_key: keyOf([streamId, seq, 'in-app', recipient, template]),
        stream_id: streamId,
        seq,
        channel: 'in-app',
        recipient,
        template,
        data: JSON.stringify(data),
        state: 'sent',
        attempts: 1,
        next_at: null,
        created_at: now,
        sent_at: now,
      })),
    ),
  );
  return [...new Map(rows.map((row) => [row.idem_key, row])).values()];
};

const forHook = ({ webhookId, eventTypes }: Hook, { streamId, envelopes, file, now, kind }: SealedStream): SqlRow[] => {
  const wanted = envelopes.filter(({ type }) => eventTypes.length === 0 || eventTypes.includes(type));
  const last = wanted.at(-1);
  if (last === undefined) return [];
  const events = wanted.map((event) => {
    const { seq, type, at } = event;
    return { seq, type, at, ...toldOutside(file, event) };
  });
  return [
    {
      idem_key: keyOf([streamId, last.seq, 'webhook', webhookId, 'events']),
      stream_id: streamId,
      seq: last.seq,
      channel: 'webhook',
      recipient: webhookId,
      template: 'events',
      data: JSON.stringify({ streamId, kind, townId: file.townId, version: file.version, status: file.status, events }),
      state: 'queued',
      attempts: 0,
      next_at: now,
      created_at: now,
      sent_at: null,
    },
  ];
};
