import type { Sharp } from 'sharp';

const quality = 85;

/** What a picture is served as: upright, sRGB, 8 bit, without anything but its pixels. */
export const asJpeg = (picture: Sharp): Promise<Buffer> =>
  picture.flatten({ background: '#ffffff' }).toColourspace('srgb').jpeg({ quality }).toBuffer();

/** The same without loss and with its transparency. */
export const asPng = (picture: Sharp): Promise<Buffer> => picture.toColourspace('srgb').png().toBuffer();
