import { photo } from '../../scripts/demo/photo';
import { atLast } from './at-last';
import { openConsole, type OpenConsole, type Window } from './browser';

let open: OpenConsole;
let window: Window;
beforeAll(async () => {
  open = await openConsole();
});
afterAll(async () => {
  await open.close();
});
afterEach(async () => {
  await window.close();
});

const picture = (n: number) => ({ name: `现场${n}.png`, mimeType: 'image/png', buffer: photo(n) });

const choosePhoto = async (n: number, at = 0): Promise<void> => {
  const { page } = window;
  const photos = page.getByRole('button', { name: /^移除第/ });
  const before = await photos.count();
  await page
    .locator('input[type=file][multiple]')
    .nth(at)
    .setInputFiles([picture(n)]);
  await photos.nth(before).waitFor();
};

const chooseSite = async (): Promise<void> => {
  const { page } = window;
  await page.getByLabel('点位', { exact: true }).fill('充电');
  await page.locator('.ant-select-item-option', { hasText: '梅桥村电动自行车充电棚' }).click();
};

const chooseType = async (name: string, at = 0): Promise<void> => {
  const { page } = window;
  await page.getByLabel('隐患类型').nth(at).fill(name);
  await page.locator('.ant-select-tree-node-content-wrapper:visible', { hasText: name }).last().click();
};

describe('a report', () => {
  it.each(['desktop', 'phone'] as const)(
    'is sent from a %s with photo, place and type, and says where it stands',
    async (size) => {
      window = await open.open(size);
      const { page } = window;
      await window.enter('vgg');
      await window.goTo('/report');
      await window.shoot('report-empty');
      await page.getByRole('button', { name: '上报', exact: true }).click();
      await page.getByText('必填').first().waitFor();
      await choosePhoto(size === 'desktop' ? 901 : 902);
      await chooseSite();
      await chooseType('充电');
      await page.getByLabel('情况说明').fill('充电棚内灭火器已过期，通道堆放纸箱。');
      await window.shoot('report-filled');
      await page.reload();
      await page.getByText('已恢复上次没有提交的内容').waitFor();
      await page.locator('.ant-select-content', { hasText: '梅桥村电动自行车充电棚' }).waitFor();
      await atLast(async () => {
        expect(await page.getByLabel('情况说明').inputValue()).toContain('灭火器已过期');
      });
      await page.getByRole('button', { name: '上报', exact: true }).click();
      await page.getByText('已上报 1 处隐患').waitFor();
      await page.getByText('现在的环节：').waitFor();
      await window.shoot('report-sent');
      await page.locator('.report-results').getByRole('link').click();
      await page.waitForURL('**/cases/*');
      expect(window.unexpected).toEqual([]);
    },
  );

  it('shows what may be the same before it is sent, and sends several of one visit in one go', async () => {
    window = await open.open();
    const { page } = window;
    await window.enter('vgm');
    await window.goTo('/report');
    await choosePhoto(911);
    await chooseSite();
    await chooseType('充电');
    await page.getByText('这里可能已有人上报过').waitFor();
    await page.getByLabel('情况说明').fill('充电棚内飞线充电。');
    await window.shoot('report-duplicates');
    await page.getByRole('button', { name: '同一地点再加一处' }).click();
    await page.getByRole('heading', { name: '本次发现 2 处' }).waitFor();
    await choosePhoto(912);
    await chooseType('充电');
    await page.getByLabel('情况说明').fill('灭火器过期。');
    await window.shoot('report-several');
    await page.getByRole('button', { name: '上报 2 处隐患' }).click();
    await page.getByText('已上报 2 处隐患').waitFor();
    await atLast(async () => {
      expect(await page.locator('.report-results').getByRole('link').count()).toBe(2);
    });
    expect(window.unexpected).toEqual([]);
  });
});
