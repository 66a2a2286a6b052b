import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { keepCsrfToken, write } from '../../api/client';
import { useIntent } from '../../api/intent';
import type { Me } from '../../app/session';
import { ProblemAlert } from '../../shared/ProblemAlert';

interface Entered {
  currentPassword: string;
  newPassword: string;
  again: string;
}

/** Changes the own password; the API says what a good one is. */
export const PasswordForm = ({ onChanged }: { onChanged: () => Promise<void> | void }) => {
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  const intent = useIntent();

  const change = async ({ currentPassword, newPassword }: Entered): Promise<void> => {
    const body = { currentPassword, newPassword };
    setSending(true);
    setError(null);
    try {
      await write('/api/v1/me/password', { body, key: intent.keyFor(body) });
      intent.done();
      await onChanged();
    } catch (failure) {
      setError(failure);
    }
    setSending(false);
  };

  return (
    <Form<Entered> layout="vertical" requiredMark={false} onFinish={(entered) => void change(entered)}>
      <Form.Item name="currentPassword" label="现密码" rules={[{ required: true, message: '请填写现密码' }]}>
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item name="newPassword" label="新密码" rules={[{ required: true, message: '请填写新密码' }]}>
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label="再次填写新密码"
        dependencies={['newPassword']}
        rules={[
          { required: true, message: '请再次填写新密码' },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue('newPassword')
                ? Promise.resolve()
                : Promise.reject(new Error('两次填写的不一致')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <ProblemAlert error={error} />
      <Button type="primary" htmlType="submit" block loading={isSending}>
        修改密码
      </Button>
    </Form>
  );
};

/** The first thing of who was given a password: one that nobody else knows. */
export const NewPassword = ({ me, onChanged }: { me: Me; onChanged: () => Promise<void> }) => {
  keepCsrfToken(me.csrfToken);
  return (
    <>
      <Alert type="info" showIcon title={`${me.person.name}，首次登录请先修改密码`} className="form-warning" />
      <PasswordForm onChanged={onChanged} />
    </>
  );
};
