import { Empty } from 'antd';
import { Link } from 'react-router';
import { mayOpen, pages } from '../../app/pages';
import { useMe } from '../../app/session';

/** What somebody does who has nothing waiting, and what each leads to. */
const WAYS: Readonly<Record<string, string>> = {
  '/report': '发现隐患，拍照上报',
  '/cases': '看自己能查看的隐患，按地点、单位查找',
  '/desk': '看能查看的隐患的总体情况',
  '/notifications': '看收到的消息',
};

/** Nothing is waiting: what else there is to do, of what this person may open. */
export const NothingWaiting = () => {
  const me = useMe();
  const ways = pages.filter((page) => Object.hasOwn(WAYS, page.path) && mayOpen(page, me));
  return (
    <section className="panel nothing-waiting">
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description="现在没有等您办理的事项。需要您办理时，这里和“消息”会提示。"
      />
      <ul className="plain ways">
        {ways.map(({ path, title, icon }) => (
          <li key={path}>
            <Link to={path} className="way">
              {icon}
              <span>
                {title}
                <small>{WAYS[path]}</small>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};
