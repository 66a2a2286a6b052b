/** The 31 signs of a code, in the order of their values (GB 32100-2015): no I, O, S, V, Z. */
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Weights of the first 17 places: the powers of 3 modulo 31. */
const WEIGHTS = Array.from({ length: 17 }, (_, place) => {
  let weight = 1;
  for (let n = 0; n < place; n += 1) weight = (weight * 3) % 31;
  return weight;
});

/** The check sign of the first 17 places of a 统一社会信用代码 (GB 32100-2015). */
export const checkSignOf = (body: string): string => {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * SIGNS.indexOf(body.charAt(place)), 0);
  return SIGNS.charAt((31 - (sum % 31)) % 31);
};

/** True for 18 signs in the form of the standard whose last one checks the others. */
export const isCreditCode = (code: string): boolean =>
  /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code) && checkSignOf(code) === code.charAt(17);
