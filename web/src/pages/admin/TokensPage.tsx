import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { App, Button } from 'antd';
import { useState } from 'react';
import { usePages, type RowOf } from '../../api/pages';
import { useCodes } from '../../api/reading';
import { BodyDrawer } from '../../shared/body/BodyDrawer';
import { Once } from '../../shared/body/Once';
import { useWrite } from '../../shared/body/useWrite';
import { minuteOf } from '../../shared/dates';
import type { Column } from '../../shared/list/columns';
import { List } from '../../shared/list/List';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { PageHead } from '../registers/PageHead';
import { Mark } from '../../shared/Mark';

type Token = RowOf<'/api/v1/tokens'>;

/** The own tokens, with which programs act for somebody. */
const TokensPage = () => {
  const { modal } = App.useApp();
  const pages = usePages('/api/v1/tokens', {});
  const scopes = useCodes('token-scope');
  const revoking = useWrite();
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const stateOf = ({ revokedAt, expiresAt }: Token) => {
    if (revokedAt !== null) return <Mark look="plain">已作废</Mark>;
    return expiresAt < pages.asOf ? <Mark look="plain">已过期</Mark> : <Mark look="done">有效</Mark>;
  };
  const revoke = ({ tokenId, label }: Token): void => {
    void modal.confirm({
      title: `作废令牌“${label}”？`,
      content: '立即生效，用它的程序不能再访问。',
      okText: '作废',
      okButtonProps: { danger: true },
      onOk: () => revoking.send(`/api/v1/tokens/${encodeURIComponent(tokenId)}`, {}, { method: 'DELETE' }),
    });
  };
  const columns: Column<Token>[] = [
    { key: 'label', title: '名称', bare: true, render: ({ label }) => label },
    {
      key: 'scopes',
      title: '权限范围',
      width: 180,
      render: (row) => row.scopes.map((one) => scopes.find(({ value }) => value === one)?.label ?? one).join('、'),
    },
    { key: 'state', title: '状态', width: 100, render: stateOf },
    { key: 'expires', title: '到期', width: 150, render: ({ expiresAt }) => minuteOf(expiresAt) },
    {
      key: 'used',
      title: '最近使用',
      width: 150,
      render: ({ lastUsedAt }) => (lastUsedAt === null ? '没有用过' : minuteOf(lastUsedAt)),
    },
    {
      key: 'acts',
      title: '操作',
      width: 90,
      bare: true,
      render: (row) =>
        row.revokedAt === null && (
          <Button
            size="small"
            danger
            onClick={() => {
              revoke(row);
            }}
          >
            作废
          </Button>
        ),
    },
  ];
  return (
    <>
      <PageHead title="访问令牌">
        <Button
          type="primary"
          icon={<PlusOutlined />}
          onClick={() => {
            setMaking(true);
          }}
        >
          新建令牌
        </Button>
      </PageHead>
      <p className="muted">供程序代您调用接口。令牌能办的不超过您的岗位；修改密码后全部失效。</p>
      <ProblemAlert error={revoking.error} />
      <List pages={pages} columns={columns} keyOf={({ tokenId }) => tokenId} empty="还没有令牌" />
      {isMaking && (
        <BodyDrawer
          title="新建令牌"
          body="post /api/v1/tokens"
          submit="新建"
          onDone={(answer) => {
            setMade((answer as { token: string }).token);
          }}
          onClose={() => {
            setMaking(false);
          }}
        />
      )}
      {made !== null && (
        <Once
          title="访问令牌"
          text="令牌只显示这一次，请即保存："
          secret={made}
          onClose={() => {
            setMade(null);
          }}
        />
      )}
    </>
  );
};

export default TokensPage;
