import { useRead } from '../../api/reading';
import type { Option } from '../../forms/schema';
import type { Adjusted } from '../../shared/body/bodies';

/** The towns that somebody reaches, for bodies that ask for one; where there is one only it is not asked for. */
export const useTownChoice = (): Adjusted => {
  const { data } = useRead('/api/v1/towns', {}, { staleMs: Number.POSITIVE_INFINITY });
  const towns: Option[] = (data?.items ?? []).map(({ townId, name }) => ({ const: townId, title: name }));
  return towns.length > 1 ? { choices: { townId: towns } } : { leave: ['townId'] };
};
