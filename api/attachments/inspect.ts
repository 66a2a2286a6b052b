/** What an upload is by its content; the name and the declared type count for nothing. */
export interface Inspected {
  mediaType: 'image/jpeg' | 'image/png' | 'application/pdf';
  extension: 'jpg' | 'png' | 'pdf';
}

export type Inspection = { file: Inspected } | { problem: string };

const maxPixels = 50_000_000;
const pngMagic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const pixelProblem = (width: number, height: number): string | undefined => {
  if (width === 0 || height === 0) return '图片尺寸无效';
  return width * height > maxPixels ? '图片像素超过 5000 万' : undefined;
};

/** Walks the chunks of a PNG: IHDR first, sizes that fit, IEND as the very last bytes (no animation, no appendix). */
const pngProblem = (bytes: Buffer): string | undefined => {
  let at = 8;
  let first = true;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (first && (type !== 'IHDR' || length !== 13 || at + 25 > bytes.length)) return '图片文件头损坏';
    if (first) {
      const tooMany = pixelProblem(bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12));
      if (tooMany !== undefined) return tooMany;
    }
    if (type === 'acTL') return '不接受动态图片';
    first = false;
    at += 12 + length;
    if (type === 'IEND') return at === bytes.length ? undefined : '图片末尾附有其他内容';
  }
  return '图片不完整';
};

/** Markers of JPEG frames that say how large the picture is: SOF0–SOF15 without DHT, JPG and DAC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Where the entropy-coded data that starts at `from` ends: the next marker that is neither stuffing nor a restart. */
const endOfScan = (bytes: Buffer, from: number): number => {
  let at = from;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    const isMarker = bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7);
    if (isMarker) return at;
    at += 1;
  }
  return bytes.length;
};

/** Walks the segments of a JPEG: a frame with a sane size, and EOI as the very last bytes. */
const jpegProblem = (bytes: Buffer): string | undefined => {
  let at = 2;
  let hasFrame = false;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return '图片结构损坏';
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) {
      if (!hasFrame) return '图片不完整';
      return at + 2 === bytes.length ? undefined : '图片末尾附有其他内容';
    }
    if (at + 4 > bytes.length) return '图片不完整';
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2) return '图片结构损坏';
    if (isFrame(marker)) {
      if (at + 9 > bytes.length) return '图片不完整';
      const tooMany = pixelProblem(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5));
      if (tooMany !== undefined) return tooMany;
      hasFrame = true;
    }
    at += 2 + length;
    if (marker === 0xda) at = endOfScan(bytes, at);
  }
  return '图片不完整';
};

const pdfActive = ['/JavaScript', '/JS', '/Launch', '/EmbeddedFile', '/OpenAction', '/RichMedia'];

/** A PDF ends with its marker and holds nothing that runs or is attached. */
const pdfProblem = (bytes: Buffer): string | undefined => {
  const text = bytes.toString('latin1');
  if (!/%%EOF\s*$/.test(text.slice(-64))) return 'PDF 不完整';
  const isName = (name: string): boolean => new RegExp(`${name}(?![A-Za-z])`).test(text);
  return pdfActive.some(isName) ? 'PDF 含有脚本、附件或自动动作' : undefined;
};

const verdict = (file: Inspected, problem: string | undefined): Inspection =>
  problem === undefined ? { file } : { problem };

/** Accepts whole JPEG, PNG and PDF files, by signature and structure. */
export const inspect = (bytes: Buffer): Inspection => {
  if (bytes.subarray(0, 8).equals(pngMagic))
    return verdict({ mediaType: 'image/png', extension: 'png' }, pngProblem(bytes));
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff)
    return verdict({ mediaType: 'image/jpeg', extension: 'jpg' }, jpegProblem(bytes));
  if (bytes.toString('latin1', 0, 5) === '%PDF-')
    return verdict({ mediaType: 'application/pdf', extension: 'pdf' }, pdfProblem(bytes));
  return { problem: '只接受 JPEG、PNG 图片和 PDF 文件' };
};
