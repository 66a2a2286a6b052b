import { picked, requireFew } from '../../../api/csv/send';
import { csvLine } from '../../../api/csv/text';
import { localTime } from '../../../domain/clock/civil';

describe('U-61 a line of a table', () => {
  it.each(['=1+1', '+86', '-1', '@SUM', '\tx', '\rx', '＝1+1', '－1', '＠x', '  =1+1', '\0=1'])(
    'never makes a spreadsheet reckon: %j',
    (text) => {
      expect(csvLine([text]).replaceAll('"', '')).toBe(`'${text}\r\n`);
    },
  );

  it.each(['8号楼', 'a-b', 'x=1', '3+5'])('leaves %j as it is', (text) => {
    expect(csvLine([text])).toBe(`${text}\r\n`);
  });

  it('quotes what RFC 4180 says must be quoted, and leaves numbers numbers', () => {
    expect(csvLine(['a,b', '他说"好"', '一行\n两行', -1.5, ''])).toBe('"a,b","他说""好""","一行\n两行",-1.5,\r\n');
  });
});

describe('U-61 a table', () => {
  const columns = ['a', 'b'].map((key) => ({ key, title: key, cell: () => '' }));

  it('has the columns that were asked for, in that order', () => {
    expect(picked(columns, ['b', 'a']).map(({ key }) => key)).toEqual(['b', 'a']);
    expect(picked(columns, undefined)).toBe(columns);
    expect(() => picked(columns, ['c'])).toThrow(expect.objectContaining({ detail: expect.stringContaining('a、b') }));
  });

  it('has at most a hundred thousand lines, and says so', () => {
    expect(() => {
      requireFew(100_000);
    }).not.toThrow();
    expect(() => {
      requireFew(100_001);
    }).toThrow(expect.objectContaining({ code: 'validation', detail: expect.stringContaining('100000') }));
  });

  it('shows instants as the clock in Shanghai does', () => {
    expect(localTime('2024-12-31T16:00:59.000Z')).toBe('2025-01-01 00:00');
  });
});
