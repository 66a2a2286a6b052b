import { reportCase } from '../support/open-town';
import { barriersIn, openConsole, type OpenConsole, type Size, type Window } from './browser';
import { awaitingRecheck } from './life';
import { pathsOfPages, tooWide, unreachable } from './pages';

let open: OpenConsole;
let caseId: string;
beforeAll(async () => {
  open = await openConsole();
  caseId = await awaitingRecheck(open.town);
  await reportCase(open.town);
});
afterAll(async () => {
  await open.close();
});

/** Pages of one thing are walked where there is that thing. */
const addresses = (): string[] =>
  pathsOfPages()
    .map((path) => path.replace(':caseId', caseId))
    .filter((path) => !path.includes(':'));

const faultsOf = async (window: Window, address: string): Promise<string[]> => {
  const { page, size } = window;
  await window.goTo(address);
  const wide = await tooWide(page);
  const faults = [
    ...(await barriersIn(page)),
    ...(wide > 0 ? [`${wide} px wider than the window`] : []),
    ...(size === 'zoomed' ? [] : await unreachable(page)),
    ...window.unexpected.splice(0),
  ];
  return faults.map((fault) => `${address}: ${fault}`);
};

const walks: [string, Size][] = [
  ['ofc', 'desktop'],
  ['ofc', 'phone'],
  ['ofc', 'zoomed'],
  ['vgm', 'phone'],
  ['ens', 'phone'],
  ['l2', 'desktop'],
  ['sa', 'desktop'],
];

describe('every page', () => {
  it.each(walks)(
    'of %s on %s has nothing serious against it: axe, width, keyboard, console, origin',
    async (who, size) => {
      const window = await open.open(size);
      try {
        await window.enter(who);
        const faults: string[] = [];
        for (const address of addresses()) faults.push(...(await faultsOf(window, address)));
        expect(faults).toEqual([]);
      } finally {
        await window.close();
      }
    },
    180_000,
  );

  it('of signing in neither', async () => {
    const window = await open.open('phone');
    expect(await faultsOf(window, '/sign-in')).toEqual([]);
    await window.close();
  });
});
