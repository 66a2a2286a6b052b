import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useNavigate } from 'react-router';
import { read } from '../api/client';
import { SignIn } from '../pages/sign-in/SignIn';
import { ME, useMe } from './session';

/** The session has ended while a page was open: who signs in again finds it as he left it, with what he has filled in. */
const SignInAgain = ({ onEntered }: { onEntered: () => void }) => {
  const me = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate();

  const enter = async (): Promise<void> => {
    const now = await read('/api/v1/me', ME);
    if (now.person.personId !== me.person.personId) {
      // What the other one had open is not his.
      queries.clear();
      await navigate('/', { replace: true });
    } else {
      queries.setQueryData(['/api/v1/me', ME], now);
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'form' });
    }
    onEntered();
  };

  return (
    <Modal
      open
      title="登录已过期，请重新登录"
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={null}
      zIndex={2000}
    >
      <p>页面和所填内容都还在：登录后可以接着办理，未提交的请再提交一次。</p>
      <SignIn onEntered={enter} />
    </Modal>
  );
};

export default SignInAgain;
