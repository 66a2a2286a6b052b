import { civilDateOf } from '../../domain/clock/civil';
import type { Role } from '../../domain/people/roles';
import { appointing, GOVERNMENT, hire, VILLAGE } from '../support/staff';
import { openTown, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const { newcomer, appoint } = appointing(() => town);

interface Offered {
  act: string;
  allowed: boolean;
  reason?: { code: string; message: string };
}

const postAsSeen = async (by: string, postId: string): Promise<Offered[]> => {
  const { body } = await (await town.as(by)).get('/api/v1/posts?limit=200&status=given,pending,declined,withdrawn');
  const items = body.items as { postId: string; acts: Offered[] }[];
  return items.find((item) => item.postId === postId)?.acts ?? [];
};

const given = async (role: Role, unitId: string | undefined, more: object = {}): Promise<string> => {
  const reply = await appoint('sa', await newcomer(), role, unitId, more);
  expect(reply.status).toBe(201);
  return String(reply.body.postId);
};

const namesOf = (acts: Offered[], allowed: boolean): string[] =>
  acts.filter((one) => one.allowed === allowed).map(({ act }) => act);

/** What is refused when it is tried is refused in the list with the same words, and what the list allows is taken. */
const expectKept = async (by: string, base: string, acts: Offered[], body: object = {}): Promise<void> => {
  for (const { act, allowed, reason } of acts.toSorted((a, b) => Number(a.allowed) - Number(b.allowed))) {
    const reply = await (await town.as(by)).post(`${base}/${act}`, act === 'end' ? body : {});
    if (allowed) expect([act, reply.status < 300]).toEqual([act, true]);
    else expect([act, reply.body.reason, reply.body.detail]).toEqual([act, reason?.code, reason?.message]);
    if (allowed) return;
  }
};

describe('the acts that a list of posts offers', () => {
  it('are those that its state has: a waiting one is decided, a given one ended, one that came to nothing left', async () => {
    const waiting = await given('L2', GOVERNMENT);
    expect(namesOf(await postAsSeen('sa', waiting), true)).toEqual(['withdraw']);
    expect(namesOf(await postAsSeen('sa', waiting), false)).toEqual(['confirm', 'decline']);
    const leader = await (await town.as('l1')).get('/api/v1/posts?awaiting=me&limit=200');
    const own = (leader.body.items as { postId: string; acts: Offered[] }[]).find(({ postId }) => postId === waiting);
    expect(namesOf(own?.acts ?? [], true)).toEqual(['confirm', 'decline']);

    const begun = await given('VGg', VILLAGE);
    expect(namesOf(await postAsSeen('ofd', begun), true)).toEqual(['end']);
    const ahead = await given('VGg', VILLAGE, { from: '2031-01-01' });
    expect(namesOf(await postAsSeen('ofd', ahead), true)).toEqual(['withdraw', 'end']);
    await (await town.as('ofd')).post(`/api/v1/posts/${ahead}/withdraw`);
    expect(await postAsSeen('ofd', ahead)).toEqual([]);
  });

  it('are refused in the list as they are refused when they are tried', async () => {
    for (const by of ['sa', 'ofd'])
      for (const [role, unitId] of [
        ['L2', GOVERNMENT],
        ['VGg', VILLAGE],
      ] as const) {
        const postId = await given(role, unitId);
        const acts = await postAsSeen(by, postId);
        expect(acts.length).toBeGreaterThan(0);
        await expectKept(by, `/api/v1/posts/${postId}`, acts, { to: civilDateOf(await town.record.door.now()) });
      }
  });

  it('leave the last administrator his post, with the reason', async () => {
    const { body } = await (await town.as('sa')).get(`/api/v1/posts?personId=${town.people['sa'] ?? ''}`);
    const [post] = body.items as { acts: Offered[] }[];
    expect(post?.acts).toMatchObject([{ act: 'end', allowed: false, reason: { code: 'last-holder' } }]);
  });
});

describe('the acts that an account offers', () => {
  const accountAsSeen = async (by: string, personId: string): Promise<Offered[]> =>
    (await (await town.as(by)).get(`/api/v1/people/${personId}`)).body.account.acts as Offered[];

  it('close an open one and open a closed one, and are kept', async () => {
    const personId = await hire(town, 'somebody', [{ role: 'VGg', unitId: VILLAGE }]);
    expect(namesOf(await accountAsSeen('ofd', personId), true)).toEqual(['disable', 'reset-password', 'end-sessions']);
    await (await town.as('ofd')).post(`/api/v1/people/${personId}/disable`);
    expect(namesOf(await accountAsSeen('ofd', personId), true)).toEqual(['enable']);
    await expectKept('ofd', `/api/v1/people/${personId}`, await accountAsSeen('ofd', personId));
  });

  it('are refused to the office for those whom it does not appoint, as they are when they are tried', async () => {
    const personId = town.people['l2'] ?? '';
    const acts = await accountAsSeen('ofd', personId);
    expect(namesOf(acts, true)).toEqual([]);
    await expectKept('ofd', `/api/v1/people/${personId}`, acts);
  });

  it('are not asked for twice: what waits is decided, by the second person alone', async () => {
    const personId = await hire(town, 'new-leader', [{ role: 'L2', unitId: GOVERNMENT }]);
    const asked = await (await town.as('sa')).post(`/api/v1/people/${personId}/reset-password`);
    expect(asked.body.status).toBe('pending');
    const again = (await accountAsSeen('sa', personId)).find(({ act }) => act === 'reset-password');
    expect(again).toMatchObject({ allowed: false, reason: { code: 'already-asked' } });
    const waitingFor = async (by: string): Promise<Offered[]> => {
      const { body } = await (await town.as(by)).get('/api/v1/account-acts');
      const items = body.items as { personId: string; acts: Offered[] }[];
      return items.find((item) => item.personId === personId)?.acts ?? [];
    };
    expect(namesOf(await waitingFor('sa'), true)).toEqual(['withdraw']);
    expect(namesOf(await waitingFor('l1'), true)).toEqual(['confirm', 'decline']);
    await expectKept('sa', `/api/v1/account-acts/${String(asked.body.actId)}`, await waitingFor('sa'));
  });
});
