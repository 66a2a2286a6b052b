import { Alert } from 'antd';
import type { PreviewAnswer } from './form-answer';

/** What a command would do, in words and dates. */
export const Effects = ({ preview }: { preview: PreviewAnswer | undefined }) =>
  preview === undefined ? null : (
    <Alert
      type="success"
      showIcon
      title={`办理后：${preview.statusName}`}
      description={
        <ul className="plain">
          {preview.effects.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      }
    />
  );
