import { Spin } from 'antd';
import { Suspense, lazy, useEffect, useState, type ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { keepCsrfToken, whenSessionEnds } from '../api/client';
import { isProblem } from '../api/problem';
import { useRead } from '../api/reading';
import { draftsBelongTo } from '../shared/draft';
import { ProblemAlert } from '../shared/ProblemAlert';
import { ME, SessionContext } from './session';

/** The sign-in page, which leads back to where somebody was; what he has filled in is kept. */
export const signInAddress = (from: { pathname: string; search: string }): string =>
  `/sign-in?return=${encodeURIComponent(from.pathname + from.search)}`;

const SignInAgain = lazy(() => import('./SignInAgain'));

/** What only somebody who is signed in sees. */
export const SignedIn = ({ children }: { children: ReactNode }) => {
  const location = useLocation();
  const [hasEnded, setEnded] = useState(false);
  const { data: me, error, refetch } = useRead('/api/v1/me', ME);
  const address = signInAddress(location);

  useEffect(() => {
    whenSessionEnds(() => {
      setEnded(true);
    });
  }, []);

  if (me === undefined && isProblem(error, 'unauthenticated')) return <Navigate to={address} replace />;
  if (me === undefined)
    return error === null ? <Spin fullscreen /> : <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (me.mustChangePassword) return <Navigate to={address} replace />;
  keepCsrfToken(me.csrfToken);
  draftsBelongTo(me.person.personId);
  return (
    <SessionContext value={me}>
      {children}
      {hasEnded && (
        <Suspense>
          <SignInAgain
            onEntered={() => {
              setEnded(false);
            }}
          />
        </Suspense>
      )}
    </SessionContext>
  );
};
