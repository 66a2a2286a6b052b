import type { Pack } from '../../domain/policy/pack';
import type { CodeNames } from './dictionary';

interface Entry {
  id: string;
  name: string;
}

const entries = (named: readonly Entry[] = []): CodeNames =>
  Object.fromEntries(named.map(({ id, name }) => [id, name]));

/** The lists of codes that a pack names; `GET /api/v1/policies/{packId}` has them whole. */
const LISTS = {
  'hazard-type': ({ hazardTypes }: Pack) => entries(hazardTypes),
  clause: ({ clauses }: Pack) => entries(clauses.map(({ id, title }) => ({ id, name: title }))),
  'paper-type': ({ papers }: Pack) => entries(papers.map(({ type, title }) => ({ id: type, name: title }))),
  campaign: ({ campaigns }: Pack) => entries(campaigns),
  'control-scope': ({ controlScopes }: Pack) => entries(controlScopes),
  'suspension-ground': ({ suspension }: Pack) => entries(suspension?.grounds),
} as const;

export type PackList = keyof typeof LISTS;

/** Every list that packs name. */
export const PACK_LISTS = Object.keys(LISTS) as PackList[];

const isPackList = (list: string): list is PackList => Object.hasOwn(LISTS, list);

const known = new WeakMap<Pack, Map<PackList, CodeNames>>();

const namesIn = (pack: Pack, list: PackList): CodeNames => {
  const lists = known.get(pack) ?? new Map<PackList, CodeNames>();
  known.set(pack, lists);
  const names = lists.get(list) ?? LISTS[list](pack);
  lists.set(list, names);
  return names;
};

/** The name of a code by the first of these packs that has it; undefined where none has, or where packs do not name the list. */
export const nameInPacks = (packs: readonly Pack[], list: string, code: string): string | undefined => {
  if (!isPackList(list)) return undefined;
  for (const pack of packs) {
    const names = namesIn(pack, list);
    if (Object.hasOwn(names, code)) return names[code];
  }
  return undefined;
};
