import sharp from 'sharp';
import { takenAt } from '../../../web/src/api/exif';
import { photo } from '../../../scripts/demo/photo';
import { mpfJpeg, phoneJpeg, scene } from '../../support/pictures';

const bytesOf = (buffer: Buffer): ArrayBuffer => new Uint8Array(buffer).buffer;

/** A JPEG whose camera wrote this. */
const taken = (DateTimeOriginal: string, others: Record<string, string> = {}): Promise<Buffer> =>
  scene()
    .withExif({ IFD0: { Make: 'HUAWEI' }, IFD2: { DateTimeOriginal, ...others } })
    .jpeg()
    .toBuffer();

/** The same in the other order of bytes, by hand: an APP1 with one entry in each directory. */
const bigEndian = (when: string): Buffer => {
  const tiff = Buffer.alloc(64);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  [0x8769, 4].forEach((value, n) => tiff.writeUInt16BE(value, 10 + n * 2));
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt32BE(26, 18);
  tiff.writeUInt16BE(1, 26);
  [0x9003, 2].forEach((value, n) => tiff.writeUInt16BE(value, 28 + n * 2));
  tiff.writeUInt32BE(20, 32);
  tiff.writeUInt32BE(44, 36);
  tiff.write(`${when}\0`, 44, 'latin1');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(tiff.length + 8);
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), length, Buffer.from('Exif\0\0', 'latin1'), tiff]);
};

describe('when a photo was taken, as its camera wrote it', () => {
  it('is read as the clock of Shanghai where the camera says no zone', async () => {
    expect(takenAt(bytesOf(await taken('2025:03:14 09:05:00')))).toBe('2025-03-14T01:05:00.000Z');
  });

  it('is read with the zone of the camera', async () => {
    const jpeg = await taken('2025:03:14 09:05:00', { OffsetTimeOriginal: '+09:00' });
    expect(takenAt(bytesOf(jpeg))).toBe('2025-03-14T00:05:00.000Z');
  });

  it('is read in either order of bytes', () => {
    expect(takenAt(bytesOf(bigEndian('2025:03:14 09:05:00')))).toBe('2025-03-14T01:05:00.000Z');
  });

  it.each(['0000:00:00 00:00:00', '2025:02:30 09:05:00', '2025:13:01 09:05:00', '1970:01:01 00:00:00', '昨天', ''])(
    'is nothing where the camera wrote no moment: %s',
    (when) => {
      expect(takenAt(bytesOf(bigEndian(when.padEnd(19))))).toBeUndefined();
    },
  );

  it('is nothing in a picture without it, in one that is no JPEG, and in no picture', async () => {
    for (const bytes of [await phoneJpeg(), await mpfJpeg(), photo(1), Buffer.from('%PDF-1.7'), Buffer.alloc(0)])
      expect(takenAt(bytesOf(bytes))).toBeUndefined();
  });

  it('never fails on what is cut off or bent', async () => {
    const jpeg = await taken('2025:03:14 09:05:00');
    for (let length = 0; length < Math.min(jpeg.length, 400); length += 1)
      expect(() => takenAt(bytesOf(jpeg.subarray(0, length)))).not.toThrow();
    for (let at = 0; at < 300; at += 1) {
      const bent = Buffer.from(jpeg);
      bent[at] = 0xff;
      expect(() => takenAt(bytesOf(bent))).not.toThrow();
    }
    expect((await sharp(jpeg).metadata()).format).toBe('jpeg');
  });
});
