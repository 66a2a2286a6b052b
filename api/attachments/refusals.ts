import { Problem } from '../problem';

/** Why a file is not taken, and what its sender can do. */
const REFUSALS = {
  'file-kind': '只接受 JPEG、PNG、WebP、HEIC 照片和 PDF 文件，请用手机相机拍照，或另存为其中一种格式后再上传。',
  'picture-broken': '图片不完整或已损坏，请重新拍摄，或从手机相册重新选取后上传。',
  'picture-too-big': '图片超过 6400 万像素或单边超过 25000 像素，请用普通拍照模式重拍，或缩小后再上传。',
  'picture-animated': '不接受动态图片，请截取其中一帧另存为照片后再上传。',
  'picture-too-hard': '图片处理超出允许的时间或内存，请另存为普通 JPEG 照片后再上传。',
  'pdf-broken': 'PDF 不完整、已损坏或末尾附有其他内容，请用“打印为 PDF”另存一份，或拍照上传。',
  'pdf-encrypted': 'PDF 已加密，请去除密码后另存一份再上传。',
  'pdf-acts': 'PDF 含有脚本、外部链接或自动动作，请用“打印为 PDF”另存一份（会去掉这些内容），或拍照上传。',
  'pdf-holds-files': 'PDF 内嵌有附件或多媒体，请只保留正文另存一份，附件单独上传。',
  'pdf-xfa': 'PDF 是动态表单（XFA），请用“打印为 PDF”另存一份再上传。',
  'pdf-too-hard': 'PDF 检查超出允许的时间或内存，请用“打印为 PDF”另存一份，或拍照上传。',
} as const;

export type FileRefusal = keyof typeof REFUSALS;

export const FILE_REFUSALS = Object.keys(REFUSALS);

export const isFileRefusal = (word: string): word is FileRefusal => Object.hasOwn(REFUSALS, word);

/** 422 `unsafe-file`, with the field, the finer code and the way on. */
export const refusedFile = (reason: FileRefusal): Problem => {
  const message = `所传文件不能接受：${REFUSALS[reason]}`;
  return new Problem('unsafe-file', message, { reason, errors: [{ pointer: '/file', code: reason, message }] });
};
