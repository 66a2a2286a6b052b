import CameraOutlined from '@ant-design/icons/CameraOutlined';
import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import PictureOutlined from '@ant-design/icons/PictureOutlined';
import { Button, Grid, Spin } from 'antd';
import { useRef, useState } from 'react';
import { upload } from '../../api/upload';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { Thumbnail } from '../../shared/Thumbnail';

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
  const [waiting, setWaiting] = useState(0);
  const [failure, setFailure] = useState<unknown>(null);
  const isPhone = Grid.useBreakpoint().md === false;

  const sendAll = async (files: readonly File[]): Promise<void> => {
    setFailure(null);
    setWaiting((left) => left + files.length);
    for (const file of files) {
      try {
        add((await upload(file)).attachmentId);
      } catch (problem) {
        setFailure(problem);
      }
      setWaiting((left) => left - 1);
    }
  };
  const onChosen = (event: React.ChangeEvent<HTMLInputElement>): void => {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    void sendAll(files);
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
        {waiting > 0 && (
          <span className="attachment" role="status">
            <Spin size="small" />
            <span className="muted">还有 {waiting} 张</span>
          </span>
        )}
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
      <ProblemAlert error={failure} />
    </section>
  );
};
