import type { Explained } from '../../api/typed';
import type { Filter } from '../list/Filters';

/** Whose they are and of which type: filters of every list of cases. */
export const ownerAndType = ({ names, labels }: Explained): Filter[] => [
  {
    name: 'responsibleUnitId',
    label: '责任单位',
    kind: 'pick',
    of: 'unit',
    nameOf: (unitId) => names[unitId],
    width: 170,
  },
  {
    name: 'hazardType',
    label: '类型',
    kind: 'pick',
    of: 'hazard-type',
    nameOf: (type) => labels['hazard-type']?.[type],
    width: 190,
  },
];
