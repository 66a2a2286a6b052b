import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import ReloadOutlined from '@ant-design/icons/ReloadOutlined';
import { Button } from 'antd';
import type { Uploading, Uploads } from './useUploads';

/** Photos that few browsers can show; the server makes JPEGs of them. */
const isHeic = ({ name, type }: File): boolean => /heic|heif/i.test(type) || /\.hei[cf]$/i.test(name);

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : '没有上传成功，请重试。');

const OnItsWay = ({ file, share }: Pick<Uploading, 'file' | 'share'>) => (
  <div className="attachment upload" role="status">
    <progress value={share} max={1} aria-label={`正在上传 ${file.name}`} />
    <span>
      {isHeic(file) ? 'HEIC，由服务器转换' : share >= 1 ? '正在保存' : `已发送 ${String(Math.round(share * 100))}%`}
    </span>
  </div>
);

const Failed = ({ one, retry, drop }: { one: Uploading } & Pick<Uploads, 'retry' | 'drop'>) => (
  <div className="upload-failed" role="alert">
    <div>
      <strong>{one.file.name}</strong> 没有上传成功
    </div>
    <div className="muted">{wordsOf(one.error)}</div>
    <Button
      size="small"
      icon={<ReloadOutlined />}
      onClick={() => {
        retry(one.key);
      }}
    >
      重新上传
    </Button>
    <Button
      size="small"
      icon={<DeleteOutlined />}
      onClick={() => {
        drop(one.key);
      }}
    >
      不要这个
    </Button>
  </div>
);

/** What is being sent, with how far it is; what did not arrive, with why and a way to try again. */
export const UploadTiles = ({ items, retry, drop }: Uploads) =>
  items.map((one) =>
    one.error === null ? (
      <OnItsWay key={one.key} file={one.file} share={one.share} />
    ) : (
      <Failed key={one.key} one={one} retry={retry} drop={drop} />
    ),
  );
