import CheckCircleFilled from '@ant-design/icons/CheckCircleFilled';
import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { Button, Spin } from 'antd';
import { useRef, useState } from 'react';
import { upload } from '../../api/upload';
import { Thumbnail } from '../../shared/Thumbnail';
import { ProblemAlert } from '../../shared/ProblemAlert';
import type { WidgetProps } from '../widget';
import { offered, optionsOf } from '../schema';

const accepted = 'image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf,.heic,.heif';

/** Photos and PDFs: chosen, taken with the phone, or picked from those that the case has already. */
export const AttachmentField = ({ id, schema, value, beside, change }: WidgetProps) => {
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const several = schema.items !== undefined;
  const chosen = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  const latest = useRef(chosen);
  latest.current = chosen;
  const choices = optionsOf(schema);
  const there = offered(choices?.options ?? [], beside);
  const onlyThese = choices?.isOpen === false;

  const put = (ids: string[]): void => {
    latest.current = ids;
    change(several ? ids : ids.at(-1));
  };
  const toggle = (attachmentId: string): void => {
    const held = latest.current;
    put(held.includes(attachmentId) ? held.filter((one) => one !== attachmentId) : [...held, attachmentId]);
  };
  const sendAll = async (files: readonly File[]): Promise<void> => {
    setError(null);
    setSending(files.length);
    // One after another: the API takes three at a time, a phone's network fewer.
    for (const file of files) {
      try {
        const { attachmentId } = await upload(file);
        put([...latest.current, attachmentId]);
      } catch (failure) {
        setError(failure);
      }
      setSending((left) => left - 1);
    }
  };

  const added = chosen.filter((one) => there.every((option) => option.const !== one));
  return (
    <div className="attachments">
      {there.map((option) => {
        const attachmentId = String(option.const);
        const isChosen = chosen.includes(attachmentId);
        return (
          <button
            key={attachmentId}
            type="button"
            className={`attachment pick${isChosen ? ' picked' : ''}`}
            aria-pressed={isChosen}
            title={option.title}
            onClick={() => {
              toggle(attachmentId);
            }}
          >
            <Thumbnail attachmentId={attachmentId} name={option.title} />
            {isChosen && <CheckCircleFilled className="pick-mark" />}
          </button>
        );
      })}
      {added.map((attachmentId) => (
        <div key={attachmentId} className="attachment">
          <Thumbnail attachmentId={attachmentId} name="已上传的附件" />
          <Button
            className="attachment-remove"
            size="small"
            shape="circle"
            icon={<DeleteOutlined />}
            aria-label="移除"
            onClick={() => {
              toggle(attachmentId);
            }}
          />
        </div>
      ))}
      {!onlyThese && (
        <button
          type="button"
          id={id}
          className="attachment add"
          disabled={sending > 0}
          onClick={() => input.current?.click()}
        >
          {sending > 0 ? <Spin size="small" /> : <PlusOutlined />}
          <span>{sending > 0 ? `正在上传 ${String(sending)} 个` : '拍照或选择'}</span>
        </button>
      )}
      <input
        ref={input}
        type="file"
        hidden
        multiple={several}
        accept={accepted}
        aria-label={schema.title ?? '附件'}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          void sendAll(files);
        }}
      />
      <ProblemAlert error={error} />
    </div>
  );
};
