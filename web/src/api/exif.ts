/*
 * When a photo was taken, as its camera wrote it: EXIF 2.32 in JPEG (JEITA CP-3451X), tags DateTimeOriginal and
 * OffsetTimeOriginal. Nothing else is read.
 */

const EXIF_IFD = 0x8769;
const DATE_TIME_ORIGINAL = 0x9003;
const OFFSET_TIME_ORIGINAL = 0x9011;
const APP1 = 0xffe1;
/** Entries of one directory that are looked at; a camera writes some dozens. */
const mostEntries = 500;

/** Where a camera says no zone, its clock is taken for the one of Shanghai. */
const SHANGHAI = '+08:00';

/** The TIFF block in a JPEG, or undefined where there is none. */
const exifIn = (bytes: DataView): DataView | undefined => {
  if (bytes.byteLength < 4 || bytes.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 4 <= bytes.byteLength;) {
    const marker = bytes.getUint16(at);
    const length = bytes.getUint16(at + 2);
    // Behind the start of the scan there are pixels alone.
    if (marker >> 8 !== 0xff || marker === 0xffda || length < 2) return undefined;
    const isExif =
      marker === APP1 && length >= 16 && at + 10 <= bytes.byteLength && bytes.getUint32(at + 4) === 0x45786966;
    if (isExif) {
      const end = Math.min(bytes.byteLength, at + 2 + length);
      return end <= at + 18 ? undefined : new DataView(bytes.buffer, bytes.byteOffset + at + 10, end - at - 10);
    }
    at += 2 + length;
  }
  return undefined;
};

/** Where the value of a tag lies in a directory, and how many bytes of it there are. */
const find = (
  tiff: DataView,
  directory: number,
  tag: number,
  little: boolean,
): { at: number; count: number } | undefined => {
  if (directory + 2 > tiff.byteLength) return undefined;
  const entries = Math.min(tiff.getUint16(directory, little), mostEntries);
  for (let n = 0; n < entries; n += 1) {
    const at = directory + 2 + n * 12;
    if (at + 12 > tiff.byteLength) return undefined;
    if (tiff.getUint16(at, little) === tag) return { at: at + 8, count: tiff.getUint32(at + 4, little) };
  }
  return undefined;
};

const textAt = (tiff: DataView, directory: number, tag: number, little: boolean): string => {
  const found = find(tiff, directory, tag, little);
  if (found === undefined || found.count > 40) return '';
  const at = found.count <= 4 ? found.at : tiff.getUint32(found.at, little);
  if (at + found.count > tiff.byteLength) return '';
  return Array.from({ length: found.count }, (_, n) => String.fromCharCode(tiff.getUint8(at + n)))
    .join('')
    .replace(/\0.*$/, '')
    .trim();
};

/** `2025:03:14 09:05:00` and `+08:00` as an instant; undefined for what is no moment. */
const instantFrom = (taken: string, offset: string): string | undefined => {
  const [, year, month, day, time] = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(taken) ?? [];
  if (year === undefined || month === undefined || day === undefined || time === undefined) return undefined;
  const zone = /^[+-]\d\d:\d\d$/.test(offset) ? offset : SHANGHAI;
  const local = new Date(`${year}-${month}-${day}T${time}Z`);
  const moment = new Date(`${year}-${month}-${day}T${time}${zone}`);
  // The 30th of February is the 2nd of March to some engines.
  const isReal = !Number.isNaN(moment.getTime()) && local.getUTCDate() === Number(day);
  return isReal && Number(year) >= 2000 ? moment.toISOString() : undefined;
};

/** When a JPEG was taken, in UTC; undefined where it does not say so. Never throws. */
export const takenAt = (buffer: ArrayBuffer): string | undefined => {
  const tiff = exifIn(new DataView(buffer));
  if (tiff === undefined) return undefined;
  const order = tiff.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const little = order === 0x4949;
  const exif = find(tiff, tiff.getUint32(4, little), EXIF_IFD, little);
  if (exif === undefined) return undefined;
  const directory = tiff.getUint32(exif.at, little);
  return instantFrom(
    textAt(tiff, directory, DATE_TIME_ORIGINAL, little),
    textAt(tiff, directory, OFFSET_TIME_ORIGINAL, little),
  );
};
