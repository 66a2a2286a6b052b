import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { send } from '../../api/client';
import { ProblemAlert } from '../../shared/ProblemAlert';

interface Entered {
  username: string;
  password: string;
}

/** Name and password. */
export const SignIn = ({ onEntered }: { onEntered: () => Promise<void> }) => {
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);

  const enter = async (entered: Entered): Promise<void> => {
    setSending(true);
    setError(null);
    try {
      await send('POST', '/api/v1/session', { body: entered });
      await onEntered();
    } catch (failure) {
      setError(failure);
    }
    setSending(false);
  };

  return (
    <Form<Entered> layout="vertical" requiredMark={false} onFinish={(entered) => void enter(entered)}>
      <Form.Item name="username" label="用户名" rules={[{ required: true, message: '请填写用户名' }]}>
        <Input autoFocus autoComplete="username" size="large" maxLength={100} />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
        <Input.Password autoComplete="current-password" size="large" maxLength={200} />
      </Form.Item>
      <ProblemAlert error={error} />
      <Button type="primary" htmlType="submit" size="large" block loading={isSending}>
        登录
      </Button>
      <p className="muted sign-in-foot">忘记密码请联系本镇专班主任或系统管理员重置。</p>
    </Form>
  );
};
