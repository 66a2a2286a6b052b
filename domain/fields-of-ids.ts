/*
 * Which fields of events and messages hold ids of whom, by their names: one rule for what is told outside and for whose name
 * is put beside it.
 */

/** Of units: `unitId`, `hostUnitId`, `coUnitIds`. */
export const holdsUnitIds = (field: string): boolean => /(^u|U)nitIds?$/.test(field);

/** Of people: `personId`, `hostPersonId`. */
export const holdsPersonIds = (field: string): boolean => /(^p|P)ersonIds?$/.test(field);
