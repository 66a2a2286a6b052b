import FilePdfOutlined from '@ant-design/icons/FilePdfOutlined';
import { useState } from 'react';
import { attachmentAddress } from '../api/upload';

/** A photo, small; what is no picture (a PDF) as a sign with its name. */
export const Thumbnail = ({ attachmentId, name }: { attachmentId: string; name: string }) => {
  const [isPicture, setPicture] = useState(true);
  return isPicture ? (
    <img
      src={attachmentAddress(attachmentId)}
      alt={name}
      loading="lazy"
      onError={() => {
        setPicture(false);
      }}
    />
  ) : (
    <span className="paper-sign">
      <FilePdfOutlined />
      <span>{name}</span>
    </span>
  );
};
