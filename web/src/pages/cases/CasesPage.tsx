import { Select } from 'antd';
import { usePages } from '../../api/pages';
import { useCodes, useRead } from '../../api/reading';
import { useAddress } from '../../shared/address';
import { useBulk } from '../../shared/bulk/useBulk';
import { ownerAndType } from '../../shared/case/filters';
import { caseColumns } from '../../shared/case/columns';
import { Filters, type Filter } from '../../shared/list/Filters';
import { List } from '../../shared/list/List';
import { Narrowed } from './Narrowed';
import { filtersIn, NARROWING, orderIn, ORDERS } from './query';
import { StatusCounts } from './StatusCounts';

/** Every case that one may read, narrowed, searched, ordered, counted. */
const CasesPage = () => {
  const address = useAddress();
  const query = filtersIn(address);
  const pages = usePages('/api/v1/cases', { query: { ...query, sort: orderIn(address), limit: 50 } });
  const counts = useRead('/api/v1/cases/counts', { query });
  const filters: Filter[] = [
    { name: 'q', label: '编号、地点、责任主体、文号', kind: 'search', width: 260 },
    { name: 'status', label: '环节', kind: 'choices', options: useCodes('case-status'), width: 190 },
    { name: 'grade', label: '等级', kind: 'choice', options: useCodes('grade'), width: 120 },
    { name: 'lamp', label: '灯色', kind: 'choice', options: useCodes('lamp'), width: 110 },
    ...ownerAndType(pages),
    { name: 'domain', label: '领域', kind: 'choice', options: useCodes('domain'), width: 120 },
    { name: 'source', label: '来源', kind: 'choice', options: useCodes('source'), width: 140 },
    { name: 'overlay', label: '标记', kind: 'choice', options: useCodes('overlay'), width: 140 },
    { name: 'openedFrom', label: '上报起始', kind: 'day', width: 130 },
    { name: 'openedTo', label: '上报截止', kind: 'day', width: 130 },
  ];
  const bulk = useBulk(pages.rows, (row) => row);
  return (
    <>
      <h1 className="page-title">隐患</h1>
      <Filters filters={filters} />
      <Narrowed of={pages} />
      <List
        pages={pages}
        columns={caseColumns(pages)}
        keyOf={({ caseId }) => caseId}
        selection={bulk.selection}
        table
        filters={NARROWING}
        empty="没有您可以查看的隐患"
        toolbar={
          <>
            <StatusCounts counts={counts.data} />
            <Select
              aria-label="排序"
              value={orderIn(address)}
              options={[...ORDERS]}
              onChange={(sort) => {
                address.set({ sort });
              }}
            />
            {bulk.bar}
          </>
        }
      />
    </>
  );
};

export default CasesPage;
