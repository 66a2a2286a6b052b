import { useMemo } from 'react';
import { bodyNameOf, useMe } from './session';

const tile = { width: 340, height: 200 };

/** The words on a canvas, as an address of a picture. */
const drawn = (words: string): string => {
  const ratio = window.devicePixelRatio;
  const canvas = document.createElement('canvas');
  canvas.width = tile.width * ratio;
  canvas.height = tile.height * ratio;
  const pen = canvas.getContext('2d');
  if (pen === null) return '';
  pen.scale(ratio, ratio);
  pen.translate(tile.width / 2, tile.height / 2);
  pen.rotate(-Math.PI / 9);
  pen.font = '14px sans-serif';
  pen.fillStyle = 'rgba(20, 40, 80, 0.05)';
  pen.textAlign = 'center';
  pen.fillText(words, 0, 0);
  return canvas.toDataURL();
};

/** Name and unit, or whom somebody stands for, over every page, so that a photo of a screen says whose it was. */
export const Watermark = () => {
  const me = useMe();
  const words = `${me.person.name} ${bodyNameOf(me)}`;
  const address = useMemo(() => drawn(words), [words]);
  return (
    <div
      className="watermark"
      aria-hidden="true"
      style={{ backgroundImage: `url(${address})`, backgroundSize: `${String(tile.width)}px ${String(tile.height)}px` }}
    />
  );
};
