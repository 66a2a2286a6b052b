import CameraOutlined from '@ant-design/icons/CameraOutlined';
import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import PictureOutlined from '@ant-design/icons/PictureOutlined';
import { Button, Grid } from 'antd';
import { useRef } from 'react';
import { Thumbnail } from '../../shared/Thumbnail';
import { UploadTiles } from '../../shared/uploads/UploadTiles';
import { useUploads } from '../../shared/uploads/useUploads';

interface PhotosProps {
  label: string;
  help: string | undefined;
  ids: readonly string[];
  add(attachmentId: string): void;
  remove(attachmentId: string): void;
  error: string | undefined;
}

/** Photos of what was found: taken on the spot or chosen, several at once. */
export const Photos = ({ label, help, ids, add, remove, error }: PhotosProps) => {
  const camera = useRef<HTMLInputElement>(null);
  const album = useRef<HTMLInputElement>(null);
  const isPhone = Grid.useBreakpoint().md === false;

  const uploads = useUploads(add);
  const onChosen = (event: React.ChangeEvent<HTMLInputElement>): void => {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    uploads.add(files);
  };

  return (
    <section className="panel report-photos" data-pointer="/attachmentIds" aria-label={label}>
      <h2>{label}</h2>
      <div className="attachments">
        {ids.map((id, n) => (
          <div key={id} className="attachment">
            <Thumbnail attachmentId={id} name={`第 ${String(n + 1)} 张照片`} />
            <Button
              className="attachment-remove"
              size="small"
              shape="circle"
              icon={<DeleteOutlined />}
              aria-label={`移除第 ${String(n + 1)} 张照片`}
              onClick={() => {
                remove(id);
              }}
            />
          </div>
        ))}
        {isPhone && (
          <button type="button" className="attachment add" onClick={() => camera.current?.click()}>
            <CameraOutlined />
            <span>拍照</span>
          </button>
        )}
        <button type="button" className="attachment add" onClick={() => album.current?.click()}>
          <PictureOutlined />
          <span>{isPhone ? '从相册选择' : '选择照片'}</span>
        </button>
        <UploadTiles {...uploads} />
      </div>
      <input
        ref={camera}
        type="file"
        hidden
        accept="image/*"
        capture="environment"
        aria-label="拍照"
        onChange={onChosen}
      />
      <input ref={album} type="file" hidden multiple accept="image/*" aria-label={label} onChange={onChosen} />
      {help !== undefined && <div className="muted">{help}</div>}
      {error !== undefined && (
        <div className="report-error" role="alert">
          {error}
        </div>
      )}
    </section>
  );
};
