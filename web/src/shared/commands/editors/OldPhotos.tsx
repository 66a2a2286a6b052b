import { Image } from 'antd';
import { useRead } from '../../../api/reading';
import { attachmentAddress } from '../../../api/upload';
import { attachmentsOf } from '../../case/attachments';
import { minuteOf } from '../../dates';
import { labelIn } from '../../words';

/** How it looked before, and what the side that rectifies shows as its work. */
export const OldPhotos = ({ caseId }: { caseId: string }) => {
  const { data } = useRead('/api/v1/cases/{caseId}/events', { path: { caseId }, query: { limit: 200 } });
  if (data === undefined) return null;
  const last = (type: string) => data.items.findLast((event) => event.type === type);
  const [reported, requested] = [last('reported'), last('recheck-requested')];
  const brought = (event: typeof reported): Record<string, string[]> =>
    event === undefined ? {} : Object.fromEntries(attachmentsOf(event));
  const { before, after = [] } = brought(requested);
  const shown =
    before === undefined
      ? [{ title: '上报时', event: reported, ids: Object.values(brought(reported)).flat() }]
      : [
          { title: '整改前', event: requested, ids: before },
          { title: '整改方所报的整改后', event: requested, ids: after },
        ];
  if (shown.every(({ ids }) => ids.length === 0)) return null;
  return (
    <fieldset className="form-part old-photos">
      <legend>此前的照片</legend>
      <Image.PreviewGroup>
        {shown.map(({ title, event, ids }) =>
          ids.length === 0 ? null : (
            <figure key={title}>
              <figcaption>
                {title}
                {event !== undefined && (
                  <span className="muted">
                    {' '}
                    {labelIn(data, 'event-type', event.type)} {minuteOf(event.at)}
                  </span>
                )}
              </figcaption>
              <div className="photos">
                {ids.map((id) => (
                  <Image key={id} src={attachmentAddress(id)} alt={title} className="photo" />
                ))}
              </div>
            </figure>
          ),
        )}
      </Image.PreviewGroup>
    </fieldset>
  );
};
