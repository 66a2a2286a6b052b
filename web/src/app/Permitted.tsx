import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { BackToCases } from '../shared/BackToCases';
import { mayOpen, type Page } from './pages';
import { useMe } from './session';

/** A page for who may open it; who came by its address hears that he may not. */
export const Permitted = ({ page, children }: { page: Page; children: ReactNode }) =>
  mayOpen(page, useMe()) ? (
    children
  ) : (
    <Alert
      role="alert"
      type="warning"
      showIcon
      title="没有权限"
      description={`您的岗位用不到“${page.title}”。确需使用的，请与专班办公室联系。`}
      action={<BackToCases />}
    />
  );
