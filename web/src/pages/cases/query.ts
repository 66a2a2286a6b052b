import type { Readable, At } from '../../api/typed';
import type { useAddress } from '../../shared/address';

type Address = ReturnType<typeof useAddress>;
type ListQuery = NonNullable<At<'/api/v1/cases' & Readable>['query']>;
export type CaseFilters = Omit<ListQuery, 'limit' | 'cursor' | 'sort'>;

/** Parameters of the list that stand in the address as they are. */
const NAMES = [
  'q',
  'grade',
  'lamp',
  'domain',
  'source',
  'overlay',
  'openedFrom',
  'openedTo',
  'dueBefore',
  'hazardType',
  'unitId',
  'subjectId',
  'siteId',
  'campaignId',
  'assignedTo',
  'cycle',
  'townId',
  'responsibleUnitId',
  'dueFrom',
  'closedFrom',
  'closedTo',
  'minCycle',
] as const satisfies readonly (keyof CaseFilters)[];

/** All that the address may narrow it by. */
export const NARROWING: readonly string[] = [...NAMES, 'status'];

/** What the address narrows the list by; the API says what it does not take. */
export const filtersIn = (address: Address): CaseFilters => ({
  ...(Object.fromEntries(
    NAMES.flatMap((name) => (address.get(name) === '' ? [] : [[name, address.get(name)]])),
  ) as CaseFilters),
  ...(address.get('status') === '' ? {} : { status: address.list('status') as NonNullable<CaseFilters['status']> }),
});

export const ORDERS = [
  { value: 'nextDue', label: '先到期的在前' },
  { value: '-openedAt', label: '新上报的在前' },
  { value: 'openedAt', label: '早上报的在前' },
  { value: '-updatedAt', label: '新办理的在前' },
  { value: 'updatedAt', label: '久未办理的在前' },
] as const satisfies readonly { value: NonNullable<ListQuery['sort']>; label: string }[];

export const orderIn = (address: Address): NonNullable<ListQuery['sort']> =>
  ORDERS.find(({ value }) => value === address.get('sort'))?.value ?? 'nextDue';
