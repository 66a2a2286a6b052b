import { addressKey } from '../../../domain/case/address';
import { likelyDoubles, wayAgain, type Candidate, type Reported } from '../../../domain/case/likeness';

const report: Reported = {
  siteId: 'shed',
  siteIdsThere: [],
  addressKeys: ['梅桥村88号'],
  subjectIds: ['company'],
  hazardType: 'fire',
};
const none: Candidate = {
  siteId: null,
  addressKey: null,
  subjectIds: [],
  hazardType: 'other',
  status: 'rectifying',
  openedAt: '2025',
};

const whys = (...candidates: Partial<Candidate>[]): string[] =>
  likelyDoubles(
    report,
    candidates.map((one) => ({ ...none, ...one })),
  ).map(({ likeness }) => likeness.why);

describe('U-62 an address tells a place', () => {
  it.each([
    ['白鹤镇梅桥村 88 号', '上海市青浦区白鹤镇梅桥村８８号'],
    ['梅桥村88号。', '白鹤镇 梅桥村，88号'],
    ['A座101', 'a座 101'],
  ])('the same by %s and %s', (one, other) => {
    expect(addressKey(one)).toBe(addressKey(other));
  });

  it.each([
    ['新镇路 8 号', '老镇路 8 号'],
    ['梅桥村 88 号', '梅桥村 8 号'],
  ])('another by %s than by %s', (one, other) => {
    expect(addressKey(one)).not.toBe(addressKey(other));
  });

  it('or none, where nothing is left of it', () => {
    expect(addressKey(' —— ')).toBeNull();
    expect(addressKey('白鹤镇')).toBe('白鹤镇');
  });
});

describe('a hazard that has come back', () => {
  it.each([
    ['watching', 'relapse'],
    ['archived', 'refer'],
    ['rectifying', null],
    ['void', null],
  ])('while its case is %s is put on the books by %s', (status, way) => {
    expect(wayAgain(status)).toBe(way);
  });
});

describe('U-62 a case that a report may double', () => {
  it('is of its place, whatever the hazard, or of its subject and kind', () => {
    expect(
      whys({ siteId: 'shed' }, { addressKey: '梅桥村88号' }, { subjectIds: ['company'], hazardType: 'fire' }),
    ).toEqual(['同一点位', '同一地址', '同一责任主体、同类隐患']);
  });

  it('is not one that has only the kind or only the subject in common', () => {
    expect(whys({ hazardType: 'fire' }, { subjectIds: ['company'] })).toEqual([]);
  });

  it('stands before another the more it is like the report, and of equals the newer', () => {
    const all = { siteId: 'shed', hazardType: 'fire', subjectIds: ['company'] };
    expect(whys({ siteId: 'shed' }, { siteId: 'shed', hazardType: 'fire' }, all)).toEqual([
      '同一点位、同一责任主体、同类隐患',
      '同一点位、同类隐患',
      '同一点位',
    ]);
    const found = likelyDoubles(report, [
      { ...none, siteId: 'shed', openedAt: '2024' },
      { ...none, siteId: 'shed', openedAt: '2026' },
    ]);
    expect(found.map(({ candidate }) => candidate.openedAt)).toEqual(['2026', '2024']);
  });

  it('is one that is archived only where the kind is the same, and after all that are not', () => {
    const archived = { siteId: 'shed', status: 'archived' };
    expect(whys(archived)).toEqual([]);
    expect(whys({ ...archived, hazardType: 'fire' }, { siteId: 'shed' })).toEqual(['同一点位', '同一点位、同类隐患']);
  });

  it('is one of ten at most', () => {
    expect(whys(...Array.from({ length: 12 }, () => ({ siteId: 'shed' })))).toHaveLength(10);
  });
});

describe('U-62 what is not known of a place or a kind', () => {
  const like = (more: Partial<Reported>, candidate: Partial<Candidate>) =>
    likelyDoubles({ ...report, siteId: null, addressKeys: [], subjectIds: [], ...more }, [{ ...none, ...candidate }]);

  it('makes two cases no more alike: neither has a site, neither has an address', () => {
    expect(like({}, {})).toEqual([]);
    expect(like({ addressKeys: ['梅桥村88号'] }, { addressKey: '老镇路8号' })).toEqual([]);
  });

  it('is told by a site that has the address of the report', () => {
    const there = { siteIdsThere: ['shed'] };
    expect(like(there, { siteId: 'shed' })).toMatchObject([{ likeness: { sameSite: false, sameAddress: true } }]);
    expect(like(there, { siteId: 'hall' })).toEqual([]);
    expect(like(there, {})).toEqual([]);
  });

  it('a kind that is not told yet stands in the way of nothing', () => {
    const company = { subjectIds: ['company'] };
    expect(like({ ...company, hazardType: null }, company)).toHaveLength(1);
    expect(like({ ...company, hazardType: null }, { ...company, status: 'archived' })).toHaveLength(1);
    expect(like(company, company)).toEqual([]);
  });

  it('an archived case is of the same kind and has the place or the subject in common', () => {
    const archived = { status: 'archived', hazardType: 'fire' };
    expect(like({}, archived)).toEqual([]);
    expect(like({ siteId: 'shed' }, { ...archived, siteId: 'shed' })).toHaveLength(1);
    expect(like({ siteId: 'shed' }, { ...archived, siteId: 'shed', hazardType: 'other' })).toEqual([]);
  });

  it('of equals the newer stands first, whichever came first', () => {
    const at = (openedAt: string): Candidate => ({ ...none, siteId: 'shed', openedAt });
    for (const order of [
      ['2024', '2026', '2025'],
      ['2026', '2025', '2024'],
    ])
      expect(likelyDoubles(report, order.map(at)).map(({ candidate }) => candidate.openedAt)).toEqual([
        '2026',
        '2025',
        '2024',
      ]);
  });
});
