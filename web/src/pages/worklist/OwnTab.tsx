import { usePages } from '../../api/pages';
import { useWaiting } from '../../app/waiting';
import { useAddress } from '../../shared/address';
import { useBulk } from '../../shared/bulk/useBulk';
import { List } from '../../shared/list/List';
import { Counters } from './Counters';
import { caseOfOwed, keyOfOwed, owedColumns } from './owedColumns';

const DUE = ['today', 'three-days', 'overdue'] as const;

/** What I owe myself, by my posts or for my unit, with the four counts as filters. */
export const OwnTab = () => {
  const address = useAddress();
  const due = DUE.find((one) => one === address.get('due'));
  const pages = usePages('/api/v1/worklist', { query: { limit: 50, ...(due === undefined ? {} : { due }) } });
  const { due: urgent } = useWaiting();
  const bulk = useBulk(pages.rows, caseOfOwed);
  return (
    <>
      <Counters counters={pages.first?.counters} chosen={due} />
      {urgent > 0 && <p className="muted">菜单上“待办”旁的 {urgent}，是已逾期和三日内到期的件数。</p>}
      <List
        pages={pages}
        columns={owedColumns(pages)}
        keyOf={keyOfOwed}
        toolbar={bulk.bar}
        selection={bulk.selection}
        table
        filters={['due']}
        empty="没有待办，都办完了"
      />
    </>
  );
};
