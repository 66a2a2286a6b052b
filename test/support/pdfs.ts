import { constants, deflateRawSync, deflateSync } from 'node:zlib';

/** A PDF of three pages as text, with a cross-reference table; `more` are objects from 6 on, `catalog` entries of object 1. */
export const textPdf = ({ catalog = '', more = [], page = '', trailer = '' }: TextPdf = {}): Buffer => {
  const kids = '/Kids [3 0 R 4 0 R 5 0 R] /Count 3';
  const onePage = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] ${page} >>`;
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages ${kids} >>`,
    onePage,
    onePage,
    onePage,
    ...more,
  ];
  let text = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
};

export interface TextPdf {
  catalog?: string;
  more?: string[];
  page?: string;
  trailer?: string;
}

const streamOf = (dict: string, content: Buffer): string =>
  `<< ${dict} /Length ${content.length} >>\nstream\n${content.toString('latin1')}\nendstream`;

/** An object stream with one object of that number, compressed. */
export const objectStream = (number: number, object: string, type = '/Type /ObjStm'): string => {
  const head = `${number} 0 `;
  const content = deflateSync(Buffer.from(`${head}${object}`, 'latin1'));
  return streamOf(`${type} /N 1 /First ${head.length} /Filter /FlateDecode`, content);
};

/** Four megabytes that inflate to four gigabytes of blanks. */
export const bombStream = (): string => {
  const piece = deflateRawSync(Buffer.alloc(64 * 1024 * 1024, ' '), { finishFlush: constants.Z_FULL_FLUSH });
  const content = Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array.from({ length: 64 }, () => piece)]);
  return streamOf('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', content);
};

/** A stream of objects of that many megabytes of blanks before its object, compressed so many times. */
export const fatStream = (megabytes: number, { times = 1, damaged = false } = {}): string => {
  const head = '9 0 ';
  let content = Buffer.from(`${head}${' '.repeat(megabytes * 1024 * 1024)}<< /Title (x) >>`, 'latin1');
  for (let n = 0; n < times; n += 1) content = deflateSync(content);
  if (damaged) content.writeUInt32BE(0, content.length - 4);
  const filters = Array.from({ length: times }, () => '/FlateDecode').join(' ');
  return streamOf(`/Type /ObjStm /N 1 /First ${head.length} /Filter [${filters}]`, content);
};

/** A later revision that puts another object in the place of one, as an editor saves it. */
export const revised = (pdf: Buffer, number: number, object: string): Buffer => {
  const start = pdf.length + `${number} 0 obj\n${object}\nendobj\n`.length;
  const xref = `xref\n${number} 1\n${String(pdf.length).padStart(10, '0')} 00000 n \n`;
  const trailer = `trailer\n<< /Size 20 /Root 1 0 R /Prev 0 >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(`${number} 0 obj\n${object}\nendobj\n${xref}${trailer}`, 'latin1')]);
};
