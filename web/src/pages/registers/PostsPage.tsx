import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { usePages } from '../../api/pages';
import { useCodes } from '../../api/reading';
import { useMe } from '../../app/session';
import { useAddress } from '../../shared/address';
import { Filters } from '../../shared/list/Filters';
import { List } from '../../shared/list/List';
import { AppointDrawer } from './AppointDrawer';
import { PageHead } from './PageHead';
import { PostActDrawer, type PostActing } from './PostActs';
import { usePostColumns, type Post } from './postColumns';

const nothing = {};

/** Posts: what waits for a second person, and all of them for who administers people. */
const PostsPage = () => {
  const me = useMe();
  const address = useAddress();
  const administers = me.permissions.includes('manage-people');
  const isAwaiting = !administers || address.get('show') !== 'all';
  const status = address.list('status') as Post['status'][];
  const [isGiving, setGiving] = useState(false);
  const [acting, setActing] = useState<PostActing | null>(null);
  const pages = usePages('/api/v1/posts', {
    query: { limit: 100, ...(isAwaiting ? { awaiting: 'me' } : status.length === 0 ? {} : { status }) },
  });
  const columns = usePostColumns(pages, { act: setActing });
  const statuses = useCodes('post-status');
  return (
    <>
      <PageHead title="岗位">
        {administers && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => {
              setGiving(true);
            }}
          >
            任命岗位
          </Button>
        )}
      </PageHead>
      <List
        pages={pages}
        columns={columns}
        keyOf={({ postId }) => postId}
        filters={['status']}
        empty={isAwaiting ? '没有待您确认的任命' : '还没有岗位'}
        toolbar={
          <>
            {administers && (
              <Segmented
                aria-label="范围"
                options={[
                  { value: '', label: '待我确认' },
                  { value: 'all', label: '全部岗位' },
                ]}
                value={isAwaiting ? '' : 'all'}
                onChange={(show) => {
                  address.set({ show, status: '' });
                }}
              />
            )}
            {!isAwaiting && (
              <Filters
                filters={[{ name: 'status', label: '任命状态', kind: 'choices', options: statuses, width: 220 }]}
              />
            )}
          </>
        }
      />
      {isGiving && (
        <AppointDrawer
          known={nothing}
          names={nothing}
          onClose={() => {
            setGiving(false);
          }}
        />
      )}
      {acting !== null && (
        <PostActDrawer
          acting={acting}
          onClose={() => {
            setActing(null);
          }}
        />
      )}
    </>
  );
};

export default PostsPage;
