import { usePages } from '../../api/pages';
import { useAddress } from '../../shared/address';
import { useCodes } from '../../api/reading';
import { useBulk } from '../../shared/bulk/useBulk';
import { ownerAndType } from '../../shared/case/filters';
import { caseColumns } from '../../shared/case/columns';
import { Filters } from '../../shared/list/Filters';
import { List } from '../../shared/list/List';
import { filtersIn, NARROWING, type CaseFilters } from '../cases/query';

/** Cases with a clock that runs, soonest first. */
export const CasesTab = ({ query }: { query: CaseFilters }) => {
  const address = useAddress();
  const pages = usePages('/api/v1/cases', { query: { ...filtersIn(address), ...query, sort: 'nextDue', limit: 50 } });
  const filters = [
    { name: 'q', label: '编号、地点、责任主体、文号', kind: 'search' as const, width: 260 },
    { name: 'status', label: '环节', kind: 'choices' as const, options: useCodes('case-status'), width: 190 },
    { name: 'lamp', label: '灯色', kind: 'choice' as const, options: useCodes('lamp'), width: 110 },
    ...ownerAndType(pages),
  ];
  const bulk = useBulk(pages.rows, (row) => row);
  return (
    <List
      pages={pages}
      columns={caseColumns(pages)}
      keyOf={({ caseId }) => caseId}
      toolbar={
        <>
          <Filters filters={filters} />
          {bulk.bar}
        </>
      }
      selection={bulk.selection}
      table
      filters={NARROWING}
      empty="没有您可以查看的隐患"
    />
  );
};
