/** The longer side of a picture that is sent, in pixels: enough to read a nameplate, small enough for a phone's network. */
const longestSide = 2560;
const jpegQuality = 0.88;

const isPicture = (file: File): boolean => /^image\/(jpeg|png|webp)$/.test(file.type);

/**
 * The picture with a longer side of 2560 pixels at most, as JPEG; what is no picture, is small already, or cannot be decoded
 * here (HEIC in most browsers) is sent as it is and judged by the API.
 */
export const smallerPicture = async (file: File): Promise<File> => {
  if (!isPicture(file)) return file;
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return file;
  const scale = longestSide / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return file;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', jpegQuality);
  });
  if (blob === null || blob.size >= file.size) return file;
  const name = file.name.replace(/\.\w+$/, '');
  return new File([blob], `${name}.jpg`, { type: 'image/jpeg', lastModified: file.lastModified });
};
