import { Alert } from 'antd';
import type { Schemas } from '../../api/typed';
import type { PreviewAnswer } from './form-answer';

/** A paper as it will read; its number is given when it is done. */
const PaperSample = ({ paper }: { paper: Schemas['PreviewedPaperAnswer'] }) => (
  <article className="paper sample" aria-label="文书样稿">
    <h1>{paper.title}</h1>
    <p className="paper-number">（文号在办理时给出）</p>
    <p className="long-text">{paper.text}</p>
    {paper.dueOn !== undefined && <p>整改期限：{paper.dueOn}</p>}
    <p className="paper-sign-off">{paper.issuerName}</p>
  </article>
);

interface EffectsProps {
  preview: PreviewAnswer | undefined;
  /** What has been neither chosen nor sent yet: `若批准`. */
  choice?: string | undefined;
}

/** What a command would do, in words and dates. */
export const Effects = ({ preview, choice }: EffectsProps) =>
  preview === undefined ? null : (
    <div role="status">
      {preview.effects.map(({ text, paper }) =>
        paper === undefined ? null : <PaperSample key={text} paper={paper} />,
      )}
      <Alert
        role="presentation"
        type={choice === undefined ? 'success' : 'info'}
        showIcon={choice === undefined}
        title={choice === undefined ? `办理后：${preview.statusName}` : `${choice}：状态为“${preview.statusName}”`}
        description={
          <ul className="plain">
            {preview.effects.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        }
      />
    </div>
  );
