import { FIELD_NAMES } from '../dto/field-names';
import { namesOfList } from './dictionary';
import { PACK_LISTS } from './pack-names';

/** Codes that stand in an answer, by their lists. */
export type Found = Map<string, Set<string>>;

export const noteCode = (found: Found, list: string, code: string): void => {
  const codes = found.get(list);
  if (codes === undefined) found.set(list, new Set([code]));
  else codes.add(code);
};

/** Lists of the codes that stand in what has no class: bodies of events, what is proposed, what an act was about. */
const FREE: Readonly<Record<string, readonly string[]>> = {
  act: ['rung-act', 'proposal-act', 'account-act'],
  campaignIds: ['campaign'],
  clauseId: ['clause'],
  clock: ['clock'],
  command: ['case-command'],
  control: ['control-decided'],
  decision: ['decision'],
  domain: ['domain'],
  grade: ['grade'],
  ground: ['suspension-ground'],
  hazardType: ['hazard-type'],
  kind: ['subject-kind', 'measure-kind', 'unit-kind'],
  method: ['verify-method'],
  mode: ['service-mode'],
  paperType: ['paper-type'],
  reason: ['deadline-end'],
  result: ['recheck-result', 'visit-result'],
  role: ['role'],
  roles: ['role'],
  scope: ['control-scope'],
  source: ['source'],
  type: ['paper-type'],
};

/** The first list that the codes of a field without an enumeration are of, by its name. */
export const listOfFreeField = (field: string): string | undefined =>
  Object.hasOwn(FREE, field) ? FREE[field]?.[0] : undefined;

const isOfPacks = (list: string): boolean => PACK_LISTS.some((one) => one === list);

const note = (lists: readonly string[], value: unknown, found: Found): void => {
  if (typeof value !== 'string') return;
  const list = lists.find((one) => isOfPacks(one) || Object.hasOwn(namesOfList(one) ?? {}, value));
  if (list !== undefined) noteCode(found, list, value);
};

/** Finds the codes of an object without a class, by the names of its fields, and what the fields are called. */
export const collectFree = (value: unknown, found: Found): void => {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collectFree(item, found);
    return;
  }
  for (const [field, held] of Object.entries(value)) {
    if (Object.hasOwn(FIELD_NAMES, field)) noteCode(found, 'field', field);
    const lists = Object.hasOwn(FREE, field) ? FREE[field] : undefined;
    if (lists !== undefined) {
      if (Array.isArray(held)) for (const one of held) note(lists, one, found);
      else note(lists, held, found);
    }
    collectFree(held, found);
  }
};
