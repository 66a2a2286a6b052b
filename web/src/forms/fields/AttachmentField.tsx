import CameraOutlined from '@ant-design/icons/CameraOutlined';
import CheckCircleFilled from '@ant-design/icons/CheckCircleFilled';
import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { Button, Grid } from 'antd';
import { useRef, type ChangeEvent } from 'react';
import { Thumbnail } from '../../shared/Thumbnail';
import { UploadTiles } from '../../shared/uploads/UploadTiles';
import { useUploads } from '../../shared/uploads/useUploads';
import type { WidgetProps } from '../widget';
import { offered, optionsOf } from '../schema';

const accepted = 'image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf,.heic,.heif';

/** Photos and PDFs: chosen, taken with the phone, or picked from those that the case has already. */
export const AttachmentField = ({ id, schema, value, beside, change }: WidgetProps) => {
  const input = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const isPhone = Grid.useBreakpoint().md === false;
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
  const uploads = useUploads((attachmentId) => {
    put([...latest.current, attachmentId]);
  });
  const onChosen = (event: ChangeEvent<HTMLInputElement>): void => {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    uploads.add(files);
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
      {!onlyThese && isPhone && (
        <button type="button" className="attachment add" onClick={() => camera.current?.click()}>
          <CameraOutlined />
          <span>拍照</span>
        </button>
      )}
      {!onlyThese && (
        <button type="button" id={id} className="attachment add" onClick={() => input.current?.click()}>
          <PlusOutlined />
          <span>{isPhone ? '从相册、文件选择' : '选择照片或文件'}</span>
        </button>
      )}
      <UploadTiles {...uploads} />
      <input
        ref={camera}
        type="file"
        hidden
        accept="image/*"
        capture="environment"
        aria-label={`${schema.title ?? '附件'}：拍照`}
        onChange={onChosen}
      />
      <input
        ref={input}
        type="file"
        hidden
        multiple={several}
        accept={accepted}
        aria-label={schema.title ?? '附件'}
        onChange={onChosen}
      />
    </div>
  );
};
