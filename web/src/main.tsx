import 'antd/dist/antd.css';
import 'dayjs/locale/zh-cn';
import './style/theme.css';
import './style/frame.css';
import './style/parts.css';
import './style/lists.css';
import './style/forms.css';
import './style/case.css';
import './style/commands.css';
import './style/clocks.css';
import './style/registers.css';
import dayjs from 'dayjs';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { Providers } from './app/providers';
import { router } from './app/router';

dayjs.locale('zh-cn');

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no root');
createRoot(root).render(
  <Providers>
    <RouterProvider router={router} />
  </Providers>,
);
