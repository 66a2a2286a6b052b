import { Image } from 'antd';
import { attachmentAddress } from '../../api/upload';
import type { Schemas } from '../../api/typed';
import { Mark } from '../../shared/Mark';
import { minuteOf } from '../../shared/dates';
import { labelIn, nameIn } from '../../shared/words';
import type { CaseEvent, CaseFile, CaseLog } from './file';
import { cycleAt } from './log';
import { attachmentsOf } from '../../shared/case/attachments';
import { EarlierCycle } from '../../shared/case/EarlierCycle';
import { Thumbnail } from '../../shared/Thumbnail';

interface Shown {
  event: CaseEvent;
  log: CaseLog;
}

const wordsOf = ({ event, log }: Shown): string => {
  const by = nameIn({ names: log.names }, event.actor?.personId);
  return `${minuteOf(event.at)}${by === '' ? '' : ` ${by}`}`;
};

type Files = ReadonlyMap<string, Schemas['EvidenceAnswer']>;

/** What the sender claims of a photo; nobody vouches for it. */
const Claimed = ({ file }: { file: Schemas['EvidenceAnswer'] | undefined }) =>
  file?.capturedAt === undefined ? null : (
    <figcaption className="claimed">
      拍摄时间（自报）{minuteOf(file.capturedAt)}
      {file.capturedAfterUpload === true && <Mark look="bad">晚于上传时间</Mark>}
    </figcaption>
  );

const Evidences = ({ ids, files }: { ids: readonly string[]; files: Files }) =>
  ids.map((id) => {
    const file = files.get(id);
    const isPicture = file?.mediaType.startsWith('image/') !== false;
    return isPicture ? (
      <figure key={id} className="evidence-photo">
        <Image src={attachmentAddress(id)} alt={file?.fileName ?? '照片'} className="photo" />
        <Claimed file={file} />
      </figure>
    ) : (
      <a key={id} href={attachmentAddress(id)} className="attachment" download>
        <Thumbnail attachmentId={id} name={file.fileName} />
      </a>
    );
  });

const Pair = ({ before, after, files }: { before: string[]; after: string[]; files: Files }) => (
  <div className="pair">
    <figure>
      <figcaption>整改前</figcaption>
      <Evidences ids={before} files={files} />
    </figure>
    <figure>
      <figcaption>整改后</figcaption>
      <Evidences ids={after} files={files} />
    </figure>
  </div>
);

/** Photos and papers that the case has as evidence, by what they were brought for; before and after side by side. */
export const Evidence = ({ file, log }: { file: CaseFile; log: CaseLog | undefined }) => {
  const files: Files = new Map(file.evidence?.map((one) => [one.attachmentId, one]));
  const groups = (log?.items ?? []).flatMap((event) => {
    const brought = attachmentsOf(event);
    return brought.length === 0 ? [] : [{ event, brought: Object.fromEntries(brought) }];
  });
  if (log === undefined || groups.length === 0) return null;
  return (
    <section className="panel">
      <h2>证据</h2>
      <Image.PreviewGroup>
        {groups.map(({ event, brought }) => {
          const { before, after, ...others } = brought;
          return (
            <div key={event.seq} className="evidence">
              <h3>
                {labelIn({ labels: log.labels }, 'event-type', event.type)}
                <span className="muted"> {wordsOf({ event, log })}</span>{' '}
                <EarlierCycle cycle={cycleAt(log, event)} now={file.cycle} />
              </h3>
              {before !== undefined && after !== undefined && <Pair before={before} after={after} files={files} />}
              <div className="photos">
                <Evidences ids={Object.values(others).flat()} files={files} />
              </div>
            </div>
          );
        })}
      </Image.PreviewGroup>
    </section>
  );
};
