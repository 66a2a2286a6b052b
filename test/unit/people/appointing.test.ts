import { accountNeedsSecond, accountRefusal, type AccountAct } from '../../../domain/people/account-acts';
import { appointmentRefusal, needsCertificate, type Proposed } from '../../../domain/people/appointing';
import { confirmersOf, needsSecond } from '../../../domain/people/confirming';
import type { Unit, UnitKind } from '../../../domain/people/directory';
import { endingRefusal } from '../../../domain/people/ending';
import { POST_PLACES } from '../../../domain/people/placing';
import type { Appointment, Roll } from '../../../domain/people/roll';
import { ROLES, type Role } from '../../../domain/people/roles';
import { DEMO_ACCOUNTS, CERTIFICATE_SPAN } from '../../../scripts/demo/accounts';
import { loadPacks } from '../../../policies';

const today = '2026-03-16';

const post = (
  personId: string,
  role: Role,
  townId: string | null = 'a',
  more: Partial<Appointment> = {},
): Appointment => ({
  postId: `${personId}-${role}-${townId ?? 'district'}`,
  personId,
  role,
  unitId: `${townId ?? 'district'}-office`,
  subjectId: null,
  from: '2025-01-01',
  to: null,
  certificate: null,
  status: 'given',
  townId,
  appointedBy: null,
  ...more,
});

const rollOf = (...appointments: Appointment[]): Roll => ({
  today,
  appointments,
  disabled: [],
  mustChangePassword: [],
  reporters: [],
});
const sa = post('sa', 'SA', null);
const head = post('head', 'OFd');

const unit = (kind: UnitKind = 'department', more: Partial<Unit> = {}): Unit => ({
  unitId: 'a-office',
  townId: 'a',
  name: '单位',
  aliases: [],
  kind,
  parentId: null,
  slug: null,
  issuerCode: null,
  domains: [],
  orderBasis: null,
  from: '2020-01-01',
  to: null,
  ...more,
});

const proposed = (role: Role, more: Partial<Proposed> = {}): Proposed => ({
  personId: 'x',
  role,
  unit: unit(POST_PLACES[role][0]),
  subjectId: ['ENs', 'ENm', 'OW'].includes(role) ? 's1' : null,
  from: today,
  to: null,
  certificate: { number: '1', validFrom: '2025-01-01', validTo: '2030-01-01' },
  by: 'sa',
  ...more,
});

const reasonOf = (roll: Roll, role: Role, more: Partial<Proposed> = {}): string | undefined =>
  appointmentRefusal(roll, proposed(role, more))?.reason;

describe('who may give a post', () => {
  it.each(ROLES.filter((role) => role !== 'OFd').map((role) => [role]))('is nobody but SA and OFd: not %s', (role) => {
    const roll = rollOf(post('by', role), post('by', role, null));
    const may = role === 'SA' ? undefined : 'not-your-task';
    expect(reasonOf(roll, 'VGg', { by: 'by' })).toBe(may);
    const refusal = appointmentRefusal(rollOf(post('by', 'L2')), proposed('VGg', { by: 'by' }));
    expect(refusal?.whoCan).toEqual(['OFd', 'SA']);
  });

  it('is no OFd of another town, no OFd whose post waits, has ended or begins tomorrow, or whose account is closed', () => {
    const givers = [
      post('by', 'OFd', 'b'),
      post('by', 'OFd', 'a', { status: 'pending' }),
      post('by', 'OFd', 'a', { to: '2026-03-15' }),
      post('by', 'OFd', 'a', { from: '2026-03-17' }),
    ];
    for (const giver of givers) expect(reasonOf(rollOf(giver), 'VGg', { by: 'by' })).toBe('not-your-task');
    const closed = { ...rollOf(post('by', 'OFd')), disabled: ['by'] };
    expect(reasonOf(closed, 'VGg', { by: 'by' })).toBe('not-your-task');
    expect(reasonOf(rollOf(post('by', 'OFd', 'a', { to: today })), 'VGg', { by: 'by' })).toBeUndefined();
  });
});

describe('posts that exclude each other', () => {
  it.each(ROLES.flatMap((first) => ROLES.map((second) => [first, second] as const)))('%s and %s', (first, second) => {
    const isApart = [first, second].some((role) => role === 'SA' || role === 'AU');
    for (const status of ['given', 'pending'] as const) {
      const roll = rollOf(sa, head, post('x', first, 'b', { status }));
      expect([status, reasonOf(roll, second)]).toEqual([status, isApart ? 'separated-roles' : undefined]);
    }
  });
});

describe('certificates', () => {
  it.each<[Role, UnitKind, string | null, boolean]>([
    ['EFo', 'enforcement', '法', true],
    ['EFh', 'village', null, true],
    ['EFr', 'enforcement', '法', false],
    ['ST', 'station', null, true],
    ['ST', 'department', null, false],
    ['ST', 'department', '法', true],
    ['DS', 'district-department', null, true],
    ['DS', 'district', null, false],
    ['DS', 'district', '法', true],
    ['LDc', 'enforcement', '法', false],
  ])('%s in a unit of kind %s with basis %s: %s', (role, kind, orderBasis, needed) => {
    expect(needsCertificate(role, { kind, orderBasis })).toBe(needed);
  });
});

describe('a certificate that is renewed', () => {
  const old = { number: '1', validFrom: '2025-01-01', validTo: '2026-03-31' };
  const held = (more: Partial<Appointment> = {}): Roll =>
    rollOf(sa, post('x', 'EFo', 'a', { to: today, certificate: old, ...more }));
  const renewed = { number: '2', validFrom: '2026-03-01', validTo: '2030-01-01' };

  it('takes the same post on from its last day, so that there is no day without powers', () => {
    expect(reasonOf(held(), 'EFo', { certificate: renewed })).toBeUndefined();
    expect(reasonOf(held(), 'EFo', { certificate: { ...old, validTo: '2030-01-01' } })).toBeUndefined();
  });

  it.each<[string, Partial<Appointment>, Partial<Proposed>]>([
    ['the same certificate', {}, { certificate: old }],
    ['none at all', { certificate: null }, { certificate: renewed }],
    ['one of a post that goes on', { to: null }, { certificate: renewed }],
    ['one of a post that ends later', { to: '2026-03-17' }, { certificate: renewed }],
    ['one of a post that waits', { status: 'pending' }, { certificate: renewed }],
  ])('is not %s', (_, more, next) => {
    expect(reasonOf(held(more), 'EFo', next)).toBe('already-held');
  });
});

describe('who confirms', () => {
  const matter = { role: 'L2', townId: 'a', personId: 'x', askedBy: 'sa' } as const;

  it.each<[string, Appointment[], string[]]>([
    ['another SA', [post('sa2', 'SA', null), head], ['sa2']],
    ['another SA or the town’s L1', [post('sa2', 'SA', null), post('l1', 'L1'), head], ['sa2', 'l1']],
    ['the town’s L1', [post('l1', 'L1'), head], ['l1']],
    ['any OFd of the town where L1 is another town’s', [post('l1', 'L1', 'b'), head], ['head']],
    ['any OFd where L1’s post waits', [post('l1', 'L1', 'a', { status: 'pending' }), head], ['head']],
    ['any OFd where L1 has left', [post('l1', 'L1', 'a', { to: '2026-03-15' }), head], ['head']],
    ['nobody of those where they are the person appointed', [post('x', 'L1'), post('x', 'OFd')], []],
    ['no OFd of another town', [post('head', 'OFd', 'b')], []],
  ])('in a town: %s', (_name, others, personIds) => {
    expect(confirmersOf(rollOf(sa, ...others), matter).personIds).toEqual(personIds);
  });

  it.each<[string, Appointment[], string[]]>([
    ['another SA alone', [post('sa2', 'SA', null), post('l1', 'L1', 'b'), head], ['sa2']],
    ['L1 of any town', [post('l1', 'L1', 'b'), head], ['l1']],
    ['any OFd', [head, post('head-b', 'OFd', 'b')], ['head', 'head-b']],
    ['not the person appointed', [post('x', 'L1', 'b'), head], ['head']],
  ])('for DS and SA: %s', (_name, others, personIds) => {
    for (const [role, townId] of [
      ['DS', null],
      ['SA', null],
      ['SA', 'a'],
      ['AU', null],
    ] as const)
      expect(confirmersOf(rollOf(sa, ...others), { ...matter, role, townId }).personIds).toEqual(personIds);
  });

  it('is nobody for the first OFd of a town, who counts as set-up', () => {
    expect(needsSecond(rollOf(sa), 'OFd', 'a')).toBe(false);
    expect(needsSecond(rollOf(sa, post('h', 'OFd', 'b')), 'OFd', 'a')).toBe(false);
    expect(needsSecond(rollOf(sa, post('h', 'OFd', 'a', { from: '2027-01-01' })), 'OFd', 'a')).toBe(true);
    expect(needsSecond({ ...rollOf(sa, head), disabled: ['head'] }, 'OFd', 'a')).toBe(true);
  });
});

describe('ending', () => {
  it.each(ROLES.map((role) => [role]))('%s is for who may give it', (role) => {
    const roll = rollOf(sa, head, post('l1', 'L1'), post('x', role), post('y', role));
    const mayEnd = (by: string): boolean => endingRefusal(roll, post('x', role), '2026-12-31', by) === null;
    const isOffices = !['L1', 'L2', 'OFd', 'EFh', 'EFr', 'DS', 'AU', 'SA'].includes(role);
    expect([mayEnd('sa'), mayEnd('head'), mayEnd('l1'), mayEnd('x')]).toEqual([true, isOffices, false, role === 'SA']);
  });
});

describe('acts on accounts', () => {
  it.each<[AccountAct, boolean]>([
    ['disable', false],
    ['end-sessions', false],
    ['enable', true],
    ['reset-password', true],
  ])('%s of an L2 waits for a second person: %s', (act, waits) => {
    const roll = rollOf(sa, head, post('l1', 'L1'), post('x', 'L2'));
    expect(accountNeedsSecond(roll, { act, personId: 'x', homeTownId: 'a', by: 'sa' })).toBe(waits);
    const ofVillage = rollOf(sa, head, post('x', 'VGg'));
    const matter = { act, personId: 'x', homeTownId: 'a' };
    expect(accountNeedsSecond(ofVillage, { ...matter, by: 'sa' })).toBe(act === 'reset-password');
    expect(accountNeedsSecond(ofVillage, { ...matter, by: 'head' })).toBe(false);
  });

  it('are the office’s for its own people without a post, not for another town’s or the district’s', () => {
    const reasonFor = (homeTownId: string | null): string | undefined =>
      accountRefusal(rollOf(sa, head), { act: 'end-sessions', personId: 'x', homeTownId, by: 'head' })?.reason;
    expect([reasonFor('a'), reasonFor('b'), reasonFor(null)]).toEqual([undefined, 'not-your-task', 'not-your-task']);
  });
});

describe('the accounts of the demo', () => {
  const units = loadPacks().get('drill')?.units ?? [];
  it.each(DEMO_ACCOUNTS.flatMap((account) => [account, ...(account.also ? [{ ...account, ...account.also }] : [])]))(
    'obey the rules: $username as $role',
    ({ username, role, unit: slug, certificate, subject }) => {
      const found = units.find((one) => one.slug === slug);
      const kind = slug === 'district' ? 'district' : (found?.kind ?? 'town');
      const others = DEMO_ACCOUNTS.filter((one) => one.username === username && one.role !== role);
      const roll = rollOf(post('root', 'SA', null), ...others.map((one) => post(username, one.role)));
      const refusal = appointmentRefusal(
        roll,
        proposed(role, {
          by: 'root',
          personId: username,
          unit: unit(kind, { orderBasis: found?.orderBasis ?? null }),
          certificate: certificate === undefined ? null : { number: certificate, ...CERTIFICATE_SPAN },
          subjectId: subject ?? null,
        }),
      );
      expect(refusal).toBeNull();
    },
  );
});
