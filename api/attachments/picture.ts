import sharp, { type Metadata } from 'sharp';
import { isTooBig, MAX_PIXELS } from './limits';
import type { FileRefusal } from './refusals';
import { asJpeg, asPng } from './served';

const seconds = 30;

// One thread a picture and nothing kept between pictures: many small ones must not hold memory, one big one not all cores.
sharp.cache(false);
sharp.concurrency(1);
// Of all formats that the library could read, only these: no SVG, no TIFF, no ImageMagick, nothing from files.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});

/** Truncated and damaged pictures fail; a phone's harmless oddities are warnings and pass. */
const opened = (bytes: Buffer) =>
  sharp(bytes, { failOn: 'error', limitInputPixels: MAX_PIXELS, autoOrient: true }).timeout({ seconds });

/** True for an APNG: its `acTL` chunk stands before the first `IDAT`. */
const isAnimatedPng = (bytes: Buffer): boolean => {
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'acTL') return true;
    if (type === 'IDAT') return false;
  }
  return false;
};

const isAnimated = ({ pages = 1, format }: Metadata, bytes: Buffer): boolean =>
  pages > 1 || (format === 'png' && isAnimatedPng(bytes));

/** The library tells its failures apart by words only. */
const refusalOf = (error: unknown): FileRefusal => {
  const words = error instanceof Error ? error.message : '';
  if (/pixel limit/i.test(words)) return 'picture-too-big';
  return /^timeout/i.test(words) ? 'picture-too-hard' : 'picture-broken';
};

/**
 * Draws a JPEG, PNG or WebP anew: what is returned holds its pixels and nothing else of it, no EXIF, no second picture, no
 * appended bytes. A PNG stays a PNG, all others become JPEG.
 */
export const redraw = async (bytes: Buffer, kind: 'jpeg' | 'png' | 'webp'): Promise<Buffer | FileRefusal> => {
  try {
    const metadata = await opened(bytes).metadata();
    if (metadata.format !== kind) return 'picture-broken';
    if (isTooBig(metadata.width, metadata.height)) return 'picture-too-big';
    if (isAnimated(metadata, bytes)) return 'picture-animated';
    return await (kind === 'png' ? asPng : asJpeg)(opened(bytes));
  } catch (error) {
    return refusalOf(error);
  }
};
