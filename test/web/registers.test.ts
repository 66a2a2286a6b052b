import { atLast } from './at-last';
import { awaitingRecheck } from './life';
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

/** Chooses what a field offers under these words. */
const choose = async ({ page }: Window, label: string, words: string): Promise<void> => {
  const field = page.getByLabel(label, { exact: true }).last();
  await field.click();
  await field.fill(words);
  await page.locator('.ant-select-item-option', { hasText: words }).first().click();
};

const signedIn = async (username: string, path: string): Promise<Window> => {
  const opened = await open.open();
  await opened.enter(username);
  await opened.goTo(path);
  return opened;
};

/** Somebody signs in with the password that he was given, and makes one of his own. */
const changesFirstPassword = async (username: string, given: string): Promise<void> => {
  const { page, close } = await open.open();
  await page.goto('/sign-in');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(given);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByLabel('现密码').fill(given);
  await page.getByLabel('新密码', { exact: true }).fill('Nobody-Else-Knows-1');
  await page.getByLabel('再次填写新密码').fill('Nobody-Else-Knows-1');
  await page.getByRole('button', { name: '修改密码' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await close();
};

describe('the registers', () => {
  it('are read by everybody, each with a page of one', async () => {
    await awaitingRecheck(open.town);
    for (const size of ['desktop', 'phone'] as const) {
      window = await open.open(size);
      await window.signIn('ofd');
      const pages = { units: '城运', people: '网格员壬', subjects: '白鹤梅桥物业', sites: '梅桥村电动自行车充电棚' };
      for (const [path, name] of Object.entries(pages)) {
        await window.goTo(`/registers/${path}?q=${encodeURIComponent(name)}`);
        await window.shoot(`registers-${path}`);
        await window.page.locator('.list a', { hasText: name }).first().click();
        await window.page.getByRole('heading', { level: 1, name: new RegExp(name) }).waitFor();
        await window.shoot(`registers-${path}-one`);
      }
      await window.goTo('/registers/posts?show=all');
      await window.shoot('registers-posts');
      expect(window.unexpected).toEqual([]);
      if (size === 'desktop') await window.close();
    }
  }, 180_000);

  it('a double is merged into the one that is kept, once its effects were seen', async () => {
    const ofc = await open.town.as('ofc');
    const made = await ofc.post('/api/v1/subjects', { name: '重复的物业公司', kind: 'property-manager' });
    window = await signedIn('ofc', `/registers/subjects/${String(made.body.subjectId)}`);
    const { page } = window;
    await page.getByRole('button', { name: '合并' }).click();
    await choose(window, '并入的责任主体', '白鹤梅桥物业');
    await page.getByLabel('理由').last().fill('登记了两次');
    await page.getByRole('button', { name: '看会有什么效果' }).click();
    await page.getByText('合并后不能撤回。', { exact: false }).last().waitFor();
    await window.shoot('subject-merge');
    await page.getByRole('button', { name: '确认合并' }).click();
    await page.getByText('已并入').first().waitFor();
    await atLast(async () => {
      expect(await page.getByRole('button', { name: '编辑' }).count()).toBe(0);
    });
    await window.shoot('subject-merged');
    await page.locator('.ant-alert').getByRole('link', { name: '白鹤梅桥物业服务有限公司' }).click();
    await page.getByRole('heading', { level: 1, name: '白鹤梅桥物业服务有限公司' }).waitFor();
    await window.goTo('/registers/subjects?merged=true');
    await page.getByText('已并入 白鹤梅桥物业服务有限公司').waitFor();
    await window.shoot('subjects-merged');
    expect(window.unexpected).toEqual([]);
  }, 120_000);

  it('a subject is amended from what it is, and not by who read it before somebody else changed it', async () => {
    const ofc = await open.town.as('ofc');
    const made = await ofc.post('/api/v1/subjects', { name: '写错的五金店', kind: 'sole-trader' });
    const path = `/subjects/${String(made.body.subjectId)}`;
    window = await signedIn('ofc', `/registers${path}`);
    const { page } = window;
    await page.getByRole('button', { name: '编辑' }).click();
    await atLast(async () => {
      expect(await page.getByLabel('名称').last().inputValue()).toBe('写错的五金店');
    });
    await page.getByLabel('名称').last().fill('写对的五金店');
    await page.getByLabel('理由').last().fill('名称有误');
    await window.shoot('subject-amend');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('heading', { level: 1, name: '写对的五金店' }).waitFor();

    await page.getByRole('button', { name: '编辑' }).click();
    await page.getByLabel('名称').last().fill('后来的名字');
    await page.getByLabel('理由').last().fill('又改');
    const other = { name: '别人改的五金店', kind: 'sole-trader', reason: '别人先改' };
    await ofc.post(`/api/v1${path}/amend`, other, { 'If-Match': '"2"' });
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('刚刚已有人办理或修改过', { exact: false }).waitFor();
    await atLast(async () => {
      expect(await page.getByLabel('名称').last().inputValue()).toBe('后来的名字');
    });
    await window.shoot('subject-amend-conflict');
    expect(window.unexpected).toEqual([]);
  }, 120_000);

  it('a shop is not asked for what is asked of a person', async () => {
    window = await signedIn('ofc', '/registers/subjects');
    const { page } = window;
    await page.getByRole('button', { name: '新建责任主体' }).click();
    const drawer = page.locator('.ant-drawer');
    const ofPeople = drawer.getByText(/^(是否)?特殊保护人员$|^家属联系方式$/);
    await drawer.getByText('个体工商户').click();
    expect(await ofPeople.count()).toBe(0);
    await window.shoot('subject-new');
    await drawer.getByText('个人', { exact: true }).click();
    await atLast(async () => {
      expect(await ofPeople.count()).toBe(2);
    });
    expect(window.unexpected).toEqual([]);
  });

  it('posts on a phone say what each value is', async () => {
    window = await open.open('phone');
    await window.enter('sa');
    await window.goTo('/registers/posts?show=all');
    const card = window.page.getByRole('listitem').filter({ hasText: '企业安全员子' });
    await atLast(async () => {
      expect(await card.innerText()).toMatch(/岗位\s*企业安全员/);
      expect(await card.innerText()).toMatch(/单位或责任主体\s*白鹤梅桥物业服务有限公司/);
      expect(await card.innerText()).not.toContain('演练镇人民政府');
    });
    const reporter = window.page
      .getByRole('listitem')
      .filter({ has: window.page.getByRole('link', { name: '举报人' }) });
    expect(await reporter.innerText()).not.toContain('演练镇人民政府');
    expect(window.unexpected).toEqual([]);
  });

  it('units stand below their superiors, and are found with who is above them', async () => {
    for (const size of ['desktop', 'phone'] as const) {
      window = await open.open(size);
      await window.enter('ofd');
      await window.goTo('/registers/units');
      await window.page.getByRole('link', { name: '城运中心' }).waitFor();
      await window.shoot('units-tree');
      await window.goTo(`/registers/units?q=${encodeURIComponent('城运')}`);
      await window.page.getByRole('link', { name: '城运中心' }).waitFor();
      await atLast(async () => {
        expect(await window.page.getByRole('link', { name: '梅桥村' }).count()).toBe(0);
      });
      await window.goTo('/registers/units?view=list');
      await window.page.getByRole('link', { name: '城运中心' }).first().waitFor();
      expect(window.unexpected).toEqual([]);
      if (size === 'desktop') await window.close();
    }
  }, 120_000);

  it('a post that needs a second person is asked for by one and confirmed by another', async () => {
    window = await signedIn('sa', '/registers/people');
    const { page } = window;
    await page.getByRole('button', { name: '新建人员' }).click();
    await page.locator('.ant-drawer').getByText('演练镇').click();
    await page.getByLabel('姓名').last().fill('赵队长');
    await page.getByLabel('用户名').fill('zhao');
    await page.getByLabel('初始密码').fill('At-First-Only-1');
    await page.getByLabel('电话').fill('13800000000');
    await window.shoot('person-new');
    await page.getByRole('button', { name: '新建', exact: true }).click();
    await page.getByRole('heading', { name: '赵队长' }).waitFor();
    await page.getByText('电话 13800000000').waitFor();
    await page.getByRole('button', { name: '任命岗位' }).click();
    await choose(window, '岗位', '镇分管领导');
    await choose(window, '单位', '演练镇人民政府');
    // Neither stands for a subject nor enforces anything.
    expect(
      await page
        .locator('.ant-drawer')
        .getByText(/责任主体|执法证件/)
        .count(),
    ).toBe(0);
    await window.shoot('appointment');
    for (const [post, asked] of [
      ['企业安全员', '责任主体'],
      ['综合执法队员', '执法证件'],
    ] as const) {
      await choose(window, '岗位', post);
      await page.locator('.ant-drawer .ant-form-item-required', { hasText: asked }).waitFor();
    }
    await choose(window, '岗位', '镇分管领导');
    await page.getByRole('button', { name: '任命', exact: true }).click();
    await page.locator('.ant-message').getByText('须由第二人确认后生效').waitFor();
    await window.close();

    window = await signedIn('l1', '/registers/posts');
    await window.page.getByRole('row', { name: /赵队长/ }).waitFor();
    await window.shoot('posts-waiting');
    const confirm = window.page.getByRole('button', { name: '确认' });
    // Whoever set the password knows it: the post would be his as well.
    await window.page.getByText(/^不能确认：.*密码/).waitFor();
    await window.shoot('posts-refused');
    await changesFirstPassword('zhao', 'At-First-Only-1');
    await window.goTo('/registers/posts');
    await confirm.first().click();
    await window.page.locator('.ant-drawer').getByRole('button', { name: '确认' }).click();
    await window.page.getByText('没有待您确认的任命').waitFor();
    expect(window.unexpected).toEqual([]);
  }, 120_000);

  it('a unit says what it holds before it is ended, and why it cannot be', async () => {
    window = await signedIn('sa', '/registers/units?q=城运');
    const { page } = window;
    await page.locator('.list a', { hasText: '城运' }).first().click();
    await page.getByText('未办结的隐患').waitFor();
    await page.getByRole('button', { name: '撤销单位' }).click();
    await page.getByLabel('最后一日').fill('2027-06-30');
    await page.getByLabel('最后一日').press('Enter');
    await page.locator('.ant-drawer').getByRole('button', { name: '撤销', exact: true }).click();
    await page.getByText('该单位名下还有').waitFor();
    await window.shoot('unit-end-refused');
    expect(window.unexpected).toEqual([]);
  });

  it('an account is disabled, and its person is out at once', async () => {
    window = await open.open();
    await window.signIn('ex');
    const administrator = await signedIn('sa', '/registers/people?q=专家');
    await administrator.page.locator('.list a', { hasText: '专家戌' }).click();
    await administrator.page.getByRole('button', { name: '停用账号' }).click();
    await administrator.shoot('account-disable');
    await administrator.page.locator('.ant-drawer').getByRole('button', { name: '停用账号' }).click();
    await administrator.page.getByText('账号已停用').first().waitFor();
    await administrator.shoot('account-disabled');
    expect(administrator.unexpected).toEqual([]);
    await administrator.close();
    await window.page.goto('/cases');
    await window.page.getByRole('button', { name: '登录' }).waitFor();
  });
});
