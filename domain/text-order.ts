/** Order by code units: instants and dates in time, ids as every database and every machine has them, whatever its language. */
export const inCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
