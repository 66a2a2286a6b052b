import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { read } from '../../api/client';
import { useRead } from '../../api/reading';
import type { Me } from '../../app/session';
import { NewPassword } from './NewPassword';
import { SignIn } from './SignIn';

/** Only a path of this console: an address of elsewhere would lead people away after their password. */
const safePath = (wanted: string | null): string => {
  if (wanted?.startsWith('/') !== true) return '/';
  const { origin, pathname, search } = new URL(wanted, location.origin);
  return origin === location.origin ? pathname + search : '/';
};

/** The way in, by a new password where the first one was given by somebody else. */
const SignInPage = () => {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [me, setMe] = useState<Me | null>(null);
  const { data: setup } = useRead('/api/v1/setup', {});

  const enter = async (): Promise<void> => {
    const now = await read('/api/v1/me', {});
    queries.clear();
    if (now.mustChangePassword) setMe(now);
    else await navigate(safePath(search.get('return')), { replace: true });
  };

  if (setup?.needed === true) return <Navigate to="/setup" replace />;
  return (
    <main className="sign-in">
      <section className="sign-in-card">
        <header>
          <img src="/icon.svg" alt="" width={44} height={44} />
          <div>
            <h1>闭环</h1>
            <p>隐患整改闭环管理</p>
          </div>
        </header>
        {me === null ? <SignIn onEntered={enter} /> : <NewPassword me={me} onChanged={enter} />}
      </section>
    </main>
  );
};

export default SignInPage;
