/** What a file is by its first bytes; the name and the declared type count for nothing. */
export type FileKind = 'jpeg' | 'png' | 'webp' | 'heic' | 'pdf';

const pngMagic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Still pictures coded with HEVC. AVIF and sequences name others. */
const heicBrands = ['heic', 'heix', 'heim', 'heis'];
const otherBrands = ['avif', 'avis'];

const textAt = (bytes: Buffer, from: number, to: number): string => bytes.toString('latin1', from, to);

/** Brands of a file of the ISO base media format, the main one first; none for other files. */
const brandsOf = (bytes: Buffer): string[] => {
  if (bytes.length < 16 || textAt(bytes, 4, 8) !== 'ftyp') return [];
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 512);
  const brands = [textAt(bytes, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(textAt(bytes, at, at + 4));
  return brands;
};

const isHeic = (bytes: Buffer): boolean => {
  const brands = brandsOf(bytes);
  return brands.some((brand) => heicBrands.includes(brand)) && !brands.some((brand) => otherBrands.includes(brand));
};

/** Undefined for everything that is not taken. */
export const kindOf = (bytes: Buffer): FileKind | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (bytes.subarray(0, 8).equals(pngMagic)) return 'png';
  if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 12) === 'WEBP') return 'webp';
  if (textAt(bytes, 0, 5) === '%PDF-') return 'pdf';
  return isHeic(bytes) ? 'heic' : undefined;
};
