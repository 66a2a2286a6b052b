/** Of an upload, in bytes: phones write 50-MP JPEGs and motion photos of up to about 18 MB. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
export const MAX_FILE_WORDS = '20 MB';

/** Of a picture, before anything is decoded: 8192 × 6144 (50 MP) and panoramas fit. */
export const MAX_PIXELS = 64_000_000;
export const MAX_SIDE = 25_000;

export const isTooBig = (width: number, height: number): boolean =>
  width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS;
