import { Button } from 'antd';
import { Link } from 'react-router';

/** The way on from what one may not see. */
export const BackToCases = () => (
  <Link to="/cases">
    <Button size="small">返回隐患列表</Button>
  </Link>
);
