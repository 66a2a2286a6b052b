import { useQuery } from '@tanstack/react-query';
import { readLog } from '../../api/log';
import { minuteOf } from '../dates';
import { PersonName } from '../PersonName';
import { labelIn } from '../words';
import type { CommandTarget } from './form-answer';

/** What others did since a form was opened. */
export const WhatChanged = ({ target, since }: { target: CommandTarget; since: number }) => {
  const { data } = useQuery({
    queryKey: ['changed', target, since],
    queryFn: ({ signal }) => readLog(target, signal),
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
