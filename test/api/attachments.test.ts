import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { photo } from '../../scripts/demo/photo';
import { bombStream, textPdf } from '../support/pdfs';
import {
  animatedPng,
  animatedWebp,
  EICAR,
  flipped,
  greyPng,
  infectedJpeg,
  iphoneHeic,
  motionPhoto,
  mpfJpeg,
  phoneJpeg,
  samsungJpeg,
  scene,
} from '../support/pictures';
import { openTown, type TestPerson, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

/** What everybody who may read it gets. */
const served = async (person: TestPerson, attachmentId: string): Promise<Buffer> => {
  const reply = await person.get(`/api/v1/attachments/${attachmentId}`).responseType('blob');
  expect(reply.status).toBe(200);
  return reply.body as Buffer;
};

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const rowOf = async (attachmentId: string): Promise<Record<string, unknown>> => {
  const sql = 'SELECT * FROM attachment WHERE attachment_id = ?';
  const rows: Record<string, unknown>[] = await town.database.sources.read.query(sql, [attachmentId]);
  return rows[0] ?? {};
};

describe('pictures as phones make them', () => {
  it.each<[string, () => Buffer | Promise<Buffer>, string, number, number]>([
    ['a JPEG that is turned by EXIF', phoneJpeg, 'jpeg', 200, 300],
    ['a multi-picture JPEG (MPF)', mpfJpeg, 'jpeg', 200, 300],
    ['a motion photo with its film appended', motionPhoto, 'jpeg', 200, 300],
    ['a Samsung picture with its trailer', samsungJpeg, 'jpeg', 200, 300],
    ['an iPhone HEIC', iphoneHeic, 'jpeg', 96, 128],
    ['a WebP', () => scene().webp().toBuffer(), 'jpeg', 300, 200],
    ['a WebP with transparency', () => scene().ensureAlpha(0.5).webp().toBuffer(), 'jpeg', 300, 200],
    ['a progressive JPEG', () => scene().jpeg({ progressive: true }).toBuffer(), 'jpeg', 300, 200],
    ['a CMYK JPEG', () => scene().toColourspace('cmyk').jpeg().toBuffer(), 'jpeg', 300, 200],
    ['a grey JPEG', () => scene().greyscale().jpeg().toBuffer(), 'jpeg', 300, 200],
    ['a 16-bit PNG', () => scene().toColourspace('rgb16').png().toBuffer(), 'png', 300, 200],
    ['a PNG of one bit a pixel', () => greyPng(300, 200), 'png', 300, 200],
    ['a JPEG in Display P3', () => scene().withIccProfile('p3').jpeg().toBuffer(), 'jpeg', 300, 200],
  ])('U-43 %s is taken, drawn anew upright and stripped', async (_, make, format, width, height) => {
    const person = await town.as('vgg');
    const bytes = await make();
    const reply = await person.upload(bytes, 'IMG_0001.HEIC');
    expect(reply.body).toMatchObject({ mediaType: `image/${format}`, originalSha256: sha256Of(bytes) });
    const got = await served(person, String(reply.body.attachmentId));
    expect(reply.body).toMatchObject({ sha256: sha256Of(got), size: got.length });
    const metadata = await sharp(got).metadata();
    expect(metadata).toMatchObject({ format, width, height, space: 'srgb', depth: 'uchar', hasProfile: false });
    expect([metadata.exif, metadata.xmp, metadata.iptc, metadata.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(got.toString('latin1')).not.toMatch(/HUAWEI|Apple|13800138000|MotionPhoto|SEFT|ftypmp42|MPF/);
  });

  it('U-43 what stood upright in the phone stands upright in what is served', async () => {
    const person = await town.as('vgg');
    const reply = await person.upload(await phoneJpeg());
    const got = await served(person, String(reply.body.attachmentId));
    // Red was top left; the phone says that the picture is to be turned right.
    const [red, blue] = await Promise.all(
      [
        { left: 150, top: 20 },
        { left: 30, top: 250 },
      ].map((at) =>
        sharp(got)
          .extract({ ...at, width: 1, height: 1 })
          .raw()
          .toBuffer(),
      ),
    );
    expect((red?.[0] ?? 0) > (red?.[2] ?? 0)).toBe(true);
    expect((blue?.[2] ?? 0) > (blue?.[0] ?? 0)).toBe(true);
  });

  it('a small real PNG keeps its pixels', async () => {
    const person = await town.as('vgg');
    const reply = await person.upload(photo(4_711));
    const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer();
    expect(await pixels(await served(person, String(reply.body.attachmentId)))).toEqual(await pixels(photo(4_711)));
  });

  it('U-59 the EICAR test file inside a picture and behind it is gone from what is served', async () => {
    const person = await town.as('vgg');
    const reply = await person.upload(await infectedJpeg());
    expect(reply.status).toBe(201);
    const got = await served(person, String(reply.body.attachmentId));
    expect(got.includes('EICAR')).toBe(false);
  });
});

describe('files that are no safe picture', () => {
  it.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['file-kind', 'text called .jpg', () => Buffer.from('隐患照片')],
    ['file-kind', 'the EICAR test file', () => EICAR],
    ['file-kind', 'nothing', () => Buffer.alloc(0)],
    ['file-kind', 'an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ['file-kind', 'a GIF', () => scene().gif().toBuffer()],
    ['file-kind', 'a TIFF', () => scene().tiff().toBuffer()],
    ['file-kind', 'an AVIF', () => scene().avif({ effort: 0 }).toBuffer()],
    ['file-kind', 'a film', () => Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0isommp42', 'latin1')],
    ['picture-broken', 'a JPEG cut in half', async () => half(await phoneJpeg())],
    ['picture-broken', 'a JPEG that is only a head', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0])],
    ['picture-broken', 'a PNG cut in half', async () => (await scene().png().toBuffer()).subarray(0, 300)],
    ['picture-broken', 'a PNG whose head has another checksum', () => flipped(photo(1), 29)],
    ['picture-broken', 'a PNG whose pixels have another checksum', () => flipped(photo(2), photo(2).length - 13)],
    ['picture-broken', 'a PNG with no pixels', () => greyPng(0, 0)],
    ['picture-broken', 'a WebP cut in half', async () => (await scene().webp().toBuffer()).subarray(0, 200)],
    [
      'picture-broken',
      'an SVG behind the signature of a PNG',
      () => Buffer.concat([photo(3).subarray(0, 8), Buffer.from('<svg/>')]),
    ],
    ['picture-broken', 'a HEIC cut in half', () => iphoneHeic().subarray(0, 500)],
    ['picture-broken', 'a HEIC with its pixels cut', () => iphoneHeic().subarray(0, 780)],
    ['picture-broken', 'a HEIC with nothing in it', () => iphoneHeic().subarray(0, 40)],
    ['picture-too-big', 'a PNG of 30,000 by 30,000', () => greyPng(30_000, 30_000)],
    ['picture-too-big', 'a PNG of 1 by 1,000,000', () => greyPng(1, 1_000_000)],
    ['picture-too-big', 'a HEIC that says it has 30,000 by 30,000', hugeHeic],
    ['picture-animated', 'an animated PNG', animatedPng],
    ['picture-animated', 'an animated WebP', animatedWebp],
    [
      'pdf-acts',
      'a PDF with an escaped script',
      () => textPdf({ catalog: '/OpenAction << /S /Java#53cript /J#53 (x) >>' }),
    ],
    ['pdf-broken', 'a PDF cut off', () => textPdf().subarray(0, 200)],
  ])('U-11 U-59 %s: %s is refused with a sentence and the way on', async (reason, _, make) => {
    const person = await town.as('vgg');
    const rows = await countRows();
    const reply = await person.upload(await make(), '照片.jpg');
    expect([reply.status, reply.body.code, reply.body.reason]).toEqual([422, 'unsafe-file', reason]);
    expect(reply.body.errors).toEqual([{ pointer: '/file', code: reason, message: reply.body.detail }]);
    expect(reply.body.detail).toMatch(/^所传文件不能接受：.*(请|再).*。$/);
    expect(await countRows()).toBe(rows);
  });

  it('U-11 a PDF that inflates without end is refused, and the service answers meanwhile', async () => {
    const person = await town.as('vgg');
    const bomb = person.upload(textPdf({ more: [bombStream()] }), 'a.pdf').then((reply) => reply);
    const beside = await (await town.as('ofc')).get('/api/v1/me');
    expect(beside.status).toBe(200);
    const reply = await bomb;
    expect([reply.status, reply.body.reason]).toEqual([422, 'pdf-too-hard']);
    expect((await person.upload(textPdf(), 'b.pdf')).status).toBe(201);
  });

  it('U-43 a PDF that opens on page 3 is taken and served as it came', async () => {
    const person = await town.as('vgg');
    const pdf = textPdf({ catalog: '/OpenAction [5 0 R /Fit]' });
    const reply = await person.upload(pdf, '通知.pdf');
    expect(reply.body).toMatchObject({ mediaType: 'application/pdf', fileName: '通知.pdf', sha256: sha256Of(pdf) });
    expect(await rowOf(String(reply.body.attachmentId))).toMatchObject({ sealed_sha256: null, original_sha256: null });
  });

  it('U-59 a file of more than 20 MB is 413, one of 11 MB is looked at', async () => {
    const person = await town.as('vgg');
    expect((await person.upload(Buffer.alloc(21 * 1024 * 1024, 1))).status).toBe(413);
    expect((await person.upload(Buffer.alloc(11 * 1024 * 1024, 1))).status).toBe(422);
  });

  it('U-59 a name of 15,000 blanks is taken in no time', async () => {
    const person = await town.as('vgg');
    const reply = await person.upload(photo(15_000), `${' '.repeat(15_000)}.png`);
    expect([reply.status, reply.body.fileName]).toEqual([201, 'file.png']);
  });
});

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

function hugeHeic(): Buffer {
  const bytes = Buffer.from(iphoneHeic());
  const at = bytes.indexOf('ispe');
  bytes.writeUInt32BE(30_000, at + 8);
  bytes.writeUInt32BE(30_000, at + 12);
  return bytes;
}

async function countRows(): Promise<number> {
  const [row] = await town.database.sources.read.query('SELECT COUNT(*) AS n FROM attachment');
  return Number(row.n);
}
