export const unitAddress = (unitId: string): string => `/registers/units/${encodeURIComponent(unitId)}`;
