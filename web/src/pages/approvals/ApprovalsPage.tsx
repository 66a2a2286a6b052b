import { Tabs } from 'antd';
import { useAddress } from '../../shared/address';
import '../../style/acts.css';
import { Decided } from './Decided';
import { Inbox } from './Inbox';

const TABS = [
  { key: 'waiting', label: '待我审批', children: <Inbox /> },
  { key: 'decided', label: '已办', children: <Decided /> },
];

/** What waits for my decision or signature, and what I have decided. */
const ApprovalsPage = () => {
  const address = useAddress();
  return (
    <>
      <h1 className="page-title">审批</h1>
      <Tabs
        items={TABS}
        activeKey={address.get('tab') || 'waiting'}
        destroyOnHidden
        onChange={(tab) => {
          address.set({ tab: tab === 'waiting' ? '' : tab, item: '' });
        }}
      />
    </>
  );
};

export default ApprovalsPage;
