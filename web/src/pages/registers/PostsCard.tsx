import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { Button, Card } from 'antd';
import { useState } from 'react';
import { usePages } from '../../api/pages';
import { List } from '../../shared/list/List';
import { AppointDrawer } from './AppointDrawer';
import { usePostColumns } from './postColumns';
import { PostActDrawer, type PostActing } from './PostActs';

interface PostsCardProps {
  query: { unitId?: string; personId?: string };
  /** Of a new post, as far as this page says it. */
  known: Record<string, string>;
  names: Record<string, string>;
}

/** The posts of a unit or a person, ended and pending ones too, for who administers them. */
export const PostsCard = ({ query, known, names }: PostsCardProps) => {
  const [isGiving, setGiving] = useState(false);
  const [acting, setActing] = useState<PostActing | null>(null);
  const pages = usePages('/api/v1/posts', { query: { ...query, limit: 100 } });
  const columns = usePostColumns(pages, { isOfOne: query.personId !== undefined, act: setActing });
  return (
    <Card
      title="岗位"
      className="panel-card"
      extra={
        <Button
          icon={<PlusOutlined />}
          onClick={() => {
            setGiving(true);
          }}
        >
          任命岗位
        </Button>
      }
    >
      <List pages={pages} columns={columns} keyOf={({ postId }) => postId} empty="还没有岗位" />
      {isGiving && (
        <AppointDrawer
          known={known}
          names={names}
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
    </Card>
  );
};
