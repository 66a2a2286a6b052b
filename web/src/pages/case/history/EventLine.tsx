import type { Explained } from '../../../api/typed';
import { minuteOf } from '../../../shared/dates';
import { PersonName } from '../../../shared/PersonName';
import { labelIn } from '../../../shared/words';
import type { CaseEvent, CaseLog } from '../file';
import { attachmentsOf } from '../../../shared/case/attachments';
import { writtenIn } from '../log';
import { eventInWords } from './event-words';

/** One event: what, who, when, what he wrote. */
export const EventLine = ({ event, log }: { event: CaseEvent; log: CaseLog }) => {
  const explained = log as unknown as Explained;
  const words = eventInWords(explained, event);
  const photos = attachmentsOf(event).reduce((count, [, ids]) => count + ids.length, 0);
  return (
    <div className={`event event-${event.actor?.kind ?? 'hidden'}`}>
      <div className="event-head">
        <strong>{labelIn(explained, 'event-type', event.type)}</strong>
        <PersonName of={explained} signer={event.actor} />
        <time className="muted" dateTime={event.at}>
          {minuteOf(event.at)}
        </time>
        {photos > 0 && <span className="muted">附件 {photos} 个</span>}
      </div>
      {words !== '' && <p className="event-words">{words}</p>}
      {writtenIn(event).map((text) => (
        <p key={text} className="long-text">
          {text}
        </p>
      ))}
    </div>
  );
};
