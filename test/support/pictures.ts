import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** The test file of the antivirus trade; in two parts, so that no scanner takes this source for it. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);

/** A picture of 300 × 200 with a different colour at each corner, so that a turn can be seen. */
export const scene = (): sharp.Sharp => {
  const corner = (left: number, top: number, background: string) => ({
    input: { create: { width: 150, height: 100, channels: 3 as const, background } },
    left,
    top,
  });
  const create = { width: 300, height: 200, channels: 3 as const, background: '#808080' };
  return sharp({ create }).composite([corner(0, 0, '#d02020'), corner(150, 100, '#2020d0')]);
};

const exif = {
  IFD0: { Make: 'HUAWEI', Model: 'ALN-AL00', ImageDescription: 'taken-by-13800138000' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '121/1 9/1 0/1' },
};

/** As a phone held upright writes it: turned by EXIF, with place, maker and a description. */
export const phoneJpeg = (): Promise<Buffer> =>
  scene().withExif(exif).withMetadata({ orientation: 6 }).withExifMerge(exif).jpeg().toBuffer();

const segment = (marker: number, content: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
};

/** A segment put behind the start of a JPEG. */
const withSegment = (jpeg: Buffer, marker: number, content: Buffer): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), segment(marker, content), jpeg.subarray(2)]);

/** Multi-picture format: an index in APP2, and a second whole picture behind the first. */
export const mpfJpeg = async (): Promise<Buffer> => {
  const first = withSegment(await phoneJpeg(), 0xe2, Buffer.from('MPF\0MM\0*\0\0\0\x08\0\0', 'latin1'));
  return Buffer.concat([first, await scene().jpeg({ quality: 20 }).toBuffer()]);
};

const mp4 = Buffer.concat([
  Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0isommp42\0\0\x10\0mdat', 'latin1'),
  Buffer.alloc(4_000, 7),
]);

/** Google's and Huawei's motion photo: a film behind the picture. */
export const motionPhoto = async (): Promise<Buffer> => Buffer.concat([await phoneJpeg(), mp4]);

/** Samsung's trailer of tagged blocks. */
export const samsungJpeg = async (): Promise<Buffer> =>
  Buffer.concat([
    await phoneJpeg(),
    mp4,
    Buffer.from('\0\0\x30\x0aMotionPhoto_Data' + 'SEFH\x6b\0\0\0\x01\0\0\0SEFT', 'latin1'),
  ]);

/** An iPhone's: turned, with place and maker. Made with pillow-heif 1.8.1 (libheif, x265). */
export const iphoneHeic = (): Buffer => readFileSync(join(__dirname, 'pictures', 'iphone.heic'));

export const pngChunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
};

const pngHead = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A whole grey PNG of that size, with what is given between its head and its pixels. */
export const greyPng = (width: number, height: number, ...between: Buffer[]): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((1 + Math.ceil(width / 8)) * height);
  const parts = [
    pngChunk('IHDR', header),
    ...between,
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([pngHead, ...parts]);
};

/** An animated PNG as its first chunks say. */
export const animatedPng = (): Buffer => greyPng(16, 16, pngChunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])));

/** A WebP with two frames. */
export const animatedWebp = async (): Promise<Buffer> =>
  sharp([await scene().png().toBuffer(), await scene().negate().png().toBuffer()], { join: { animated: true } })
    .webp()
    .toBuffer();

/** The same bytes with one of them changed. */
export const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

/** A picture with the EICAR test file in its metadata and behind its end. */
export const infectedJpeg = async (): Promise<Buffer> =>
  Buffer.concat([withSegment(await phoneJpeg(), 0xfe, EICAR), EICAR]);
