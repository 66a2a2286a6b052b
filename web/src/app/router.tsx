import { Suspense, lazy } from 'react';
import { createBrowserRouter } from 'react-router';
import { Spin } from 'antd';
import { pages, type Page } from './pages';
import { Permitted } from './Permitted';
import { SignedIn } from './SignedIn';
import { NotFoundPage, PageFailed } from './Stranded';

const waiting = <Spin className="page-spin" />;

const routeOf = (page: Page) => {
  const Content = lazy(page.load);
  return {
    path: page.path,
    errorElement: <PageFailed />,
    element: (
      <Permitted page={page}>
        <Suspense fallback={waiting}>
          <Content />
        </Suspense>
      </Permitted>
    ),
  };
};

const Frame = lazy(() => import('./Frame'));
const SignInPage = lazy(() => import('../pages/sign-in/SignInPage'));
const SetupPage = lazy(() => import('../pages/setup/SetupPage'));

export const router = createBrowserRouter([
  {
    path: '/sign-in',
    element: <Suspense fallback={waiting} children={<SignInPage />} />,
    errorElement: <PageFailed />,
  },
  {
    path: '/setup',
    element: <Suspense fallback={waiting} children={<SetupPage />} />,
    errorElement: <PageFailed />,
  },
  {
    element: (
      <SignedIn>
        <Suspense fallback={waiting}>
          <Frame />
        </Suspense>
      </SignedIn>
    ),
    errorElement: <PageFailed />,
    children: [...pages.map(routeOf), { path: '*', element: <NotFoundPage /> }],
  },
]);
