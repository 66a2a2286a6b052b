import sharp from 'sharp';
import libheif, { type HeifImage } from 'libheif-js/wasm-bundle';
import { childProgram } from './child-program';
import { isTooBig } from './limits';
import type { FileRefusal } from './refusals';
import { asJpeg } from './served';

const pixelsOf = (image: HeifImage, width: number, height: number): Promise<Buffer | null> =>
  new Promise((resolve) => {
    const data = new Uint8ClampedArray(width * height * 4);
    image.display({ data, width, height }, (shown) => {
      resolve(shown === null ? null : Buffer.from(data.buffer));
    });
  });

/** Draws the main picture of a HEIC file anew as JPEG. */
const redrawHeic = async (bytes: Buffer): Promise<Buffer | FileRefusal> => {
  const images = new libheif.HeifDecoder().decode(bytes);
  const image = images.find((one) => one.is_primary()) ?? images[0];
  if (image === undefined) return 'picture-broken';
  const width = image.get_width();
  const height = image.get_height();
  if (width === 0 || height === 0) return 'picture-broken';
  if (isTooBig(width, height)) return 'picture-too-big';
  const pixels = await pixelsOf(image, width, height);
  if (pixels === null) return 'picture-broken';
  sharp.concurrency(1);
  return asJpeg(sharp(pixels, { raw: { width, height, channels: 4 } }));
};

void childProgram(redrawHeic);
