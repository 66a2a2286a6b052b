import zlib from 'node:zlib';
import { PDFObjectStreamParser } from '@cantoo/pdf-lib';
import { pdfRefusal } from '../../../api/attachments/pdf-actions';
import { fatStream, objectStream, revised, textPdf, type TextPdf } from '../../support/pdfs';

const link = (action: string): string => `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] ${action} >>]`;

describe('a PDF', () => {
  it.each<[string, TextPdf]>([
    ['only shows pages', {}],
    ['opens on page 3 by a destination', { catalog: '/OpenAction [5 0 R /XYZ null null 0]' }],
    ['opens on page 3 by a named destination', { catalog: '/OpenAction (page3)' }],
    ['opens on page 3 by moving there', { catalog: '/OpenAction << /S /GoTo /D [5 0 R /Fit] >>' }],
    [
      'moves in two steps',
      { catalog: '/OpenAction << /S /GoTo /D [4 0 R /Fit] /Next [<< /S /GoTo /D [5 0 R /Fit] >>] >>' },
    ],
    ['has a table of contents', { page: link('/Dest [5 0 R /Fit]') }],
    ['has links between its pages', { page: link('/A << /Type /Action /S /GoTo /D [5 0 R /Fit] >>') }],
    ['turns its pages by buttons', { page: link('/A << /S /Named /N /NextPage >>') }],
    ['has an empty list of triggers', { page: '/AA << >>' }],
    ['speaks of scripts in its text', { more: ['(/JavaScript /JS /Launch /AA)', '<< /Title (/OpenAction) >>'] }],
    [
      'names a structure and a style by /S',
      { more: ['<< /Type /StructElem /S /P /A << /O /Layout >> >>', '<< /S /D >>'] },
    ],
    ['has a compressed object', { more: [objectStream(9, '<< /Title (x) >>')] }],
    ['holds a form with a signature', { catalog: '/AcroForm << /Fields [] /SigFlags 3 >>' }],
  ])('U-43 that %s is taken', async (_, pdf) => {
    expect(await pdfRefusal(textPdf(pdf))).toBeNull();
  });

  const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';

  it.each<[string, TextPdf]>([
    ['runs a script on opening', { catalog: `/OpenAction ${script}` }],
    ['writes the name of the script with an escape', { catalog: '/OpenAction << /S /Java#53cript /J#53 (x) >>' }],
    ['writes the escapes in lower case', { catalog: '/OpenAction << /S /#4a#61vaScript /#4a#53 (x) >>' }],
    ['writes the key of opening with an escape', { catalog: `/Open#41ction << /S /Hide /T (x) >>` }],
    ['keeps the action elsewhere', { catalog: '/OpenAction 6 0 R', more: [script] }],
    ['keeps even the name elsewhere', { catalog: '/OpenAction << /S 6 0 R /JS (x) >>', more: ['/JavaScript'] }],
    ['runs after a harmless move', { catalog: `/OpenAction << /S /GoTo /D [5 0 R /Fit] /Next [${script}] >>` }],
    ['has a script under a name', { catalog: `/Names << /JavaScript << /Names [(a) 6 0 R] >> >>`, more: [script] }],
    ['acts when a page is shown', { page: '/AA << /O << /S /Named /N /Print >> >>' }],
    ['acts when it is closed', { catalog: '/A#41 6 0 R', more: ['<< /WC << /S /GoTo /D [5 0 R /Fit] >> >>'] }],
    ['prints on opening', { catalog: '/OpenAction << /S /Named /N /Print >>' }],
    ['starts a program', { page: link('/A << /S /Launch /F (cmd.exe) >>') }],
    ['sends a form', { page: link('/A << /S /SubmitForm /F << /FS /URL /F (http://x) >> >>') }],
    ['imports data', { page: link('/A << /S /ImportData /F (x.fdf) >>') }],
    ['leads to another file', { page: link('/A << /S /GoToR /F (x.pdf) /D [0 /Fit] >>') }],
    ['leads into a file inside', { page: link('/A << /S /GoToE /D [0 /Fit] >>') }],
    ['leads to the web', { page: link('/A << /S /URI /URI (http://example.com) >>') }],
    ['plays a rendition', { page: link('/A << /S /Rendition /OP 0 >>') }],
    ['plays a film', { page: link('/A << /S /Movie >>') }],
    ['plays a sound', { page: link('/A << /S /Sound >>') }],
    ['hides a field', { page: link('/A << /S /Hide /T (x) >>') }],
    ['has an action of an unknown kind', { page: link('/PA << /S /Whatever >>') }],
    ['has an action that nothing leads to', { more: ['<< /Type /Action /S /SetOCGState >>'] }],
    ['has its script compressed', { catalog: '/OpenAction 9 0 R', more: [objectStream(9, script)] }],
    ['has its catalog in the trailer', { trailer: `/Root << /Type /Catalog /Pages 2 0 R /OpenAction ${script} >>` }],
  ])('U-11 that %s is refused', async (_, pdf) => {
    expect(await pdfRefusal(textPdf(pdf))).toBe('pdf-acts');
  });

  it.each<[string, TextPdf, string]>([
    ['is a dynamic form', { catalog: '/AcroForm << /XFA [(a) 6 0 R] >>', more: ['<< >>'] }, 'pdf-xfa'],
    ['is one, with an escape', { catalog: '/AcroForm << /X#46A (x) >>' }, 'pdf-xfa'],
    ['has files attached', { catalog: '/Names << /EmbeddedFiles << /Names [] >> >>' }, 'pdf-holds-files'],
    [
      'has a file on a page',
      { page: '/Annots [<< /Subtype /FileAttachment /FS << /EF << /F 6 0 R >> >> >>]' },
      'pdf-holds-files',
    ],
    ['plays media', { page: '/Annots [<< /Subtype /RichMedia >>]' }, 'pdf-holds-files'],
    ['is a portfolio', { catalog: '/Collection << /View /T >>' }, 'pdf-holds-files'],
    [
      'has content in another file',
      { more: ['<< /F (/etc/passwd) /Length 0 >>\nstream\n\nendstream'] },
      'pdf-holds-files',
    ],
    ['is encrypted', { trailer: '/Encrypt << /Filter /Standard /V 1 >>' }, 'pdf-encrypted'],
  ])('U-11 that %s is refused', async (_, pdf, reason) => {
    expect(await pdfRefusal(textPdf(pdf))).toBe(reason);
  });

  it('U-11 is refused for what any of its revisions does', async () => {
    const harmless = textPdf();
    const acting = '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (x) >> >>';
    expect(await pdfRefusal(revised(harmless, 1, '<< /Type /Catalog /Pages 2 0 R >>'))).toBeNull();
    expect(await pdfRefusal(revised(harmless, 1, acting))).toBe('pdf-acts');
    const covered = revised(revised(harmless, 1, acting), 1, '<< /Type /Catalog /Pages 2 0 R >>');
    expect(await pdfRefusal(covered)).toBe('pdf-acts');
  });

  it.each<[string, string]>([
    ['a stream', '<< /Length 59 >>\nstream\n9 0 obj\n<< /S /JavaScript /JS (x) >>\nendobj\n         \nendstream'],
    ['a comment', '% 9 0 obj << /S /JavaScript /JS (x) >> endobj\n<< >>'],
    ['a text', '(9 0 obj << /S /JavaScript /JS 1 >> endobj)'],
    [
      'a stream, with a comment in its head',
      '<< /Length 59 >>\nstream\n9 %\n0 obj<< /S /JavaScript /JS (x) >>\nendobj\n        \nendstream',
    ],
    ['an object stream under another name', objectStream(9, '<< /S /JavaScript /JS (x) >>', '/Type /XObject')],
  ])('U-11 that hides an object in %s is refused', async (_, object) => {
    expect(await pdfRefusal(textPdf({ more: [object] }))).toBe('pdf-broken');
  });

  it.each<[string, (pdf: Buffer) => Buffer]>([
    ['is cut off', (pdf) => pdf.subarray(0, pdf.length - 20)],
    ['is cut off in the middle', (pdf) => pdf.subarray(0, 120)],
    ['has something behind its end', (pdf) => Buffer.concat([pdf, Buffer.from('PK\x03\x04')])],
    ['has no pages', () => Buffer.from('%PDF-1.4\n1 0 obj<</OpenAction 2 0 R>>endobj\n%%EOF\n')],
    ['is one line', () => Buffer.from('%PDF-1.4 %%EOF')],
    [
      'holds an object that cannot be parsed',
      (pdf) => Buffer.from(pdf.toString('latin1').replace('/Count 3 >>', '/Count 3 '), 'latin1'),
    ],
  ])('U-59 that %s is refused', async (_, change) => {
    expect(await pdfRefusal(change(textPdf()))).toBe('pdf-broken');
  });
});

describe('a PDF whose streams inflate to more than a paper needs', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** And with how many of its streams the parser goes on to inflate them itself. */
  it.each<[string, string[], string | null, number]>([
    ['holds 8 MB of objects', [fatStream(8)], null, 1],
    ['holds 200 MB in one stream', [fatStream(200)], 'pdf-too-hard', 0],
    ['holds 17 MB in one stream', [fatStream(17)], 'pdf-too-hard', 0],
    ['holds 42 MB in three', [fatStream(14), fatStream(14), fatStream(14)], 'pdf-too-hard', 2],
    ['compresses them twice', [fatStream(1, { times: 2 })], 'pdf-too-hard', 0],
    ['hides them behind a wrong checksum', [fatStream(200, { damaged: true })], 'pdf-too-hard', 0],
    ['hides few of them so', [fatStream(1, { damaged: true })], 'pdf-broken', 0],
  ])('U-59 that %s is judged before it is inflated', async (_, more, refusal, goneOn) => {
    const measured = jest.spyOn(zlib, 'inflateSync');
    const parsed = jest.spyOn(PDFObjectStreamParser, 'forStream');
    expect(await pdfRefusal(textPdf({ more }))).toBe(refusal);
    expect(parsed).toHaveBeenCalledTimes(goneOn);
    const sizes = measured.mock.results.map(({ type, value }) => (type === 'return' ? (value as Buffer).length : 0));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(48 * 1024 * 1024);
  });
});
