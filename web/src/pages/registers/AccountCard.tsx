import { App, Card, Descriptions } from 'antd';
import { useState } from 'react';
import type { Explained, Schemas } from '../../api/typed';
import { useCodes } from '../../api/reading';
import type { BodyKey } from '../../shared/body/bodies';
import { BodyDrawer } from '../../shared/body/BodyDrawer';
import { Once } from '../../shared/body/Once';
import { minuteOf } from '../../shared/dates';
import { Mark } from '../../shared/Mark';
import { OfferedActs } from '../../shared/OfferedActs';

type Person = Schemas['PersonReadAnswer'] & Explained;
type Act = Schemas['AccountActAnswer']['act'];

const ACTS: Record<Act, { body: BodyKey; text: string; danger?: true }> = {
  disable: {
    body: 'post /api/v1/people/{personId}/disable',
    text: '本人不能再登录，现有的登录和访问令牌立即失效；岗位和办过的事项不变，以后可以启用。',
    danger: true,
  },
  enable: { body: 'post /api/v1/people/{personId}/enable', text: '本人可以重新登录，原有的登录和令牌不恢复。' },
  'reset-password': {
    body: 'post /api/v1/people/{personId}/reset-password',
    text: '生成一个只显示一次的密码，请当面交给本人；原密码、登录和令牌失效，本人登录后须先改密码。',
    danger: true,
  },
  'end-sessions': {
    body: 'post /api/v1/people/{personId}/end-sessions',
    text: '本人在所有设备上退出，访问令牌作废；密码不变，可以重新登录。',
  },
};

/** The account of somebody, and what administration may do to it. */
export const AccountCard = ({ person, account }: { person: Person; account: NonNullable<Person['account']> }) => {
  const { message } = App.useApp();
  const names = useCodes('account-act');
  const roles = useCodes('role');
  const [act, setAct] = useState<Act | null>(null);
  const [password, setPassword] = useState<{ secret: string; waits: string } | null>(null);
  const nameOf = (one: Act): string => names.find(({ value }) => value === one)?.label ?? '';
  const isClosed = account.disabledAt !== null;

  const told = (answer: unknown): void => {
    const done = answer as Schemas['AccountActAnswer'] & { oneTimePassword?: string };
    const who = (done.mayConfirm ?? [])
      .map((role) => roles.find(({ value }) => value === role)?.label ?? '')
      .join('、');
    const waits = done.status === 'pending' ? `已提出，须由第二人（${who}）确认后生效。` : '';
    if (done.oneTimePassword !== undefined) setPassword({ secret: done.oneTimePassword, waits });
    else if (waits === '') void message.success('已办理');
    else void message.info(waits, 8);
  };

  return (
    <Card title="账号" className="panel-card">
      <Descriptions column={{ xs: 1, md: 2 }} size="small">
        <Descriptions.Item label="用户名">{person.username}</Descriptions.Item>
        <Descriptions.Item label="状态">
          {isClosed ? (
            <Mark look="bad">已停用（{minuteOf(account.disabledAt ?? '')}）</Mark>
          ) : (
            <Mark look="done">可登录</Mark>
          )}
          {account.mustChangePassword && <Mark look="waiting">登录后须先改密码</Mark>}
        </Descriptions.Item>
        <Descriptions.Item label="登录中的设备">{account.sessions} 台</Descriptions.Item>
        <Descriptions.Item label="有效的访问令牌">{account.tokens} 个</Descriptions.Item>
        <Descriptions.Item label="最近活动">
          {account.lastSeenAt === null ? '现在没有登录' : minuteOf(account.lastSeenAt)}
        </Descriptions.Item>
      </Descriptions>
      <OfferedActs
        offered={account.acts}
        nameOf={nameOf}
        isDangerous={(one: Act) => ACTS[one].danger === true}
        onPress={(one: Act) => {
          setAct(one);
        }}
      />
      {act !== null && (
        <BodyDrawer
          title={`${nameOf(act)}：${person.name}`}
          intro={<p>{ACTS[act].text}</p>}
          body={ACTS[act].body}
          path={{ personId: person.personId }}
          submit={nameOf(act)}
          danger={ACTS[act].danger === true}
          onDone={told}
          onClose={() => {
            setAct(null);
          }}
        />
      )}
      {password !== null && (
        <Once
          title="一次性密码"
          text={`${password.waits}下面的密码只显示这一次，请记下并当面交给 ${person.name}：`}
          secret={password.secret}
          onClose={() => {
            setPassword(null);
          }}
        />
      )}
    </Card>
  );
};
