import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { photo } from '../../scripts/demo/photo';
import { iphoneHeic } from '../support/pictures';
import { atLast } from './at-last';
import { openConsole, type OpenConsole, type Window } from './browser';

jest.setTimeout(180_000);

let open: OpenConsole;
let window: Window;
const folder = mkdtempSync(join(tmpdir(), 'bihuan-photos-'));
beforeAll(async () => {
  open = await openConsole();
});
afterAll(async () => {
  await open.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  await window.close();
});

/** A JPEG of a camera, of some twenty megabytes: noise does not compress. */
const hugeJpeg = (when: string): Promise<Buffer> =>
  sharp({
    create: {
      width: 4600,
      height: 3450,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 70 },
    },
  })
    .withExif({ IFD0: { Make: 'HUAWEI' }, IFD2: { DateTimeOriginal: when } })
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();

const album = () => window.page.locator('input[type=file][multiple]').first();
const arrived = () => window.page.getByRole('button', { name: /^移除第/ });

const reporting = async (size: 'desktop' | 'phone'): Promise<void> => {
  window = await open.open(size);
  await window.enter('vgg');
  await window.goTo('/report');
};

describe('photos as phones take them', () => {
  it('one of twenty megabytes is made smaller before it is sent, and says when it was taken, which is shown as claimed', async () => {
    const file = join(folder, 'IMG_0001.jpg');
    const buffer = await hugeJpeg('2025:03:14 09:05:00');
    expect(buffer.length).toBeGreaterThan(15_000_000);
    writeFileSync(file, buffer);
    await reporting('phone');
    const { page } = window;
    // The picker of the phone: its camera, its album.
    const camera = page.locator('input[type=file][capture=environment]').first();
    await atLast(async () => {
      expect(await camera.getAttribute('accept')).toBe('image/*');
    });
    const sent = page.waitForRequest(
      (request) => request.method() === 'POST' && request.url().endsWith('/attachments'),
      { timeout: 60_000 },
    );
    await camera.setInputFiles(file);
    const reply = await (await sent).response();
    expect(reply?.status()).toBe(201);
    const { attachmentId, size } = (await reply?.json()) as { attachmentId: string; size: number };
    expect(size).toBeLessThan(9_000_000);
    await arrived().first().waitFor();
    await window.shoot('photo-huge');

    const vgg = await open.town.as('vgg');
    const report = await vgg.post('/api/v1/cases', {
      title: '手机拍照上报',
      description: '灭火器过期',
      source: 'grid-patrol',
      foundAt: new Date(Date.now() - 60_000).toISOString(),
      siteId: 'drill-charging-site',
      hazardType: 'charging-site-fire',
      attachmentIds: [attachmentId],
    });
    expect(report.status).toBe(201);
    await window.goTo(`/cases/${String(report.body.caseId)}`);
    await page.getByText('拍摄时间（自报）2025-03-14 09:05').waitFor();
    await window.shoot('photo-claimed');
    expect(window.unexpected).toEqual([]);
  });

  it('a HEIC is sent as it is, says that the server makes a picture of it, and is one', async () => {
    await reporting('desktop');
    const { page } = window;
    await album().setInputFiles({ name: 'IMG_0002.HEIC', mimeType: 'image/heic', buffer: iphoneHeic() });
    await page.getByText('HEIC，由服务器转换').waitFor();
    await arrived().first().waitFor({ timeout: 60_000 });
    expect(window.unexpected).toEqual([]);
  });

  it('one that does not arrive says why and can be tried again; the others are there', async () => {
    await reporting('desktop');
    const { page } = window;
    let n = 0;
    await page.route('**/api/v1/attachments', (route) => {
      n += 1;
      return n === 2 ? route.abort() : route.continue();
    });
    await album().setInputFiles(
      [1, 2, 3].map((one) => ({ name: `现场${String(one)}.png`, mimeType: 'image/png', buffer: photo(8_100 + one) })),
    );
    const failed = page.getByRole('alert').filter({ hasText: '现场2.png' });
    await failed.getByText('连接不上服务器').waitFor();
    await arrived().nth(1).waitFor();
    await atLast(async () => {
      expect(await arrived().count()).toBe(2);
    });
    await window.shoot('photo-failed');
    await failed.getByRole('button', { name: '重新上传' }).click();
    await arrived().nth(2).waitFor();
    await atLast(async () => {
      expect(await failed.count()).toBe(0);
    });

    await album().setInputFiles({ name: '不是照片.png', mimeType: 'image/png', buffer: Buffer.from('hello') });
    const refused = page.getByRole('alert').filter({ hasText: '不是照片.png' });
    await refused.getByRole('button', { name: '不要这个' }).click();
    await atLast(async () => {
      expect(await refused.count()).toBe(0);
      expect(await arrived().count()).toBe(3);
    });
    expect(window.unexpected.filter((one) => !one.includes('ERR_FAILED'))).toEqual([]);
  });
});
