import { Tabs } from 'antd';
import { useAddress } from '../../shared/address';
import { CasesTab } from './CasesTab';
import { OwnTab } from './OwnTab';

const TABS = [
  { key: 'mine', label: '我的', children: <OwnTab /> },
  { key: 'unit', label: '本单位', children: <CasesTab query={{ assignedTo: 'me' }} /> },
  { key: 'all', label: '全部可见', children: <CasesTab query={{}} /> },
];

/** What is to be done: what I owe, what my unit has, all that I may see; soonest first. */
const WorklistPage = () => {
  const address = useAddress();
  return (
    <>
      <h1 className="page-title">待办</h1>
      <Tabs
        items={TABS}
        activeKey={address.get('tab') || 'mine'}
        destroyOnHidden
        onChange={(tab) => {
          address.set({ tab: tab === 'mine' ? '' : tab, due: '' });
        }}
      />
    </>
  );
};

export default WorklistPage;
