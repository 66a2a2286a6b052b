import { addressOf, networkOf } from '../../../api/session/address';

describe('where a request comes from', () => {
  it('is told alike however the address is written, and not at all where it is none', () => {
    expect(['::ffff:10.0.0.7', '10.0.0.7', '2001:DB8:0::1', 'garbage', '1', ''].map((ip) => addressOf({ ip }))).toEqual(
      ['10.0.0.7', '10.0.0.7', '2001:db8::1', 'unknown', 'unknown', 'unknown'],
    );
    expect(addressOf({ ip: undefined })).toBe('unknown');
  });

  it('is one customer within the first 64 bits of IPv6, and every single address of IPv4', () => {
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:db8:1:2:ffff::1'));
    expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
    expect(networkOf('10.0.0.7')).not.toBe(networkOf('10.0.0.8'));
    expect(networkOf('::ffff:10.0.0.7')).toBe('10.0.0.7');
  });
});
