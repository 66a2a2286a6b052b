import { useQuery } from '@tanstack/react-query';
import { read } from '../../api/client';
import type { Explained, Schemas } from '../../api/typed';
import { minuteOf } from '../dates';
import { PersonName } from '../PersonName';
import { labelIn } from '../words';
import type { CommandTarget } from './form-answer';

interface Log extends Explained {
  items: Schemas['CaseEventAnswer'][];
}

const logOf = async ({ stream, id }: CommandTarget, signal: AbortSignal): Promise<Log> => {
  const query = { limit: 200 };
  if (stream === 'cases') return read('/api/v1/cases/{caseId}/events', { path: { caseId: id }, query }, signal);
  return read('/api/v1/escalations/{escalationId}/events', { path: { escalationId: id }, query }, signal);
};

/** What others did since a form was opened. */
export const WhatChanged = ({ target, since }: { target: CommandTarget; since: number }) => {
  const { data } = useQuery({
    queryKey: ['changed', target, since],
    queryFn: ({ signal }) => logOf(target, signal),
  });
  const events = data?.items.filter(({ seq }) => seq > since) ?? [];
  if (data === undefined || events.length === 0) return null;
  return (
    <div className="note">
      期间的办理：
      <ul className="plain">
        {events.map((event) => (
          <li key={event.seq}>
            {minuteOf(event.at)} <strong>{labelIn(data, 'event-type', event.type)}</strong>{' '}
            <PersonName of={data} signer={event.actor} />
          </li>
        ))}
      </ul>
    </div>
  );
};
