import { Button, Popover, Tooltip } from 'antd';
import { keyOf, type Allowed } from './allowed';

const Reasons = ({ refused }: { refused: readonly Allowed[] }) => (
  <ul className="plain reasons">
    {refused.map((one) => (
      <li key={keyOf(one)}>
        <Button size="small" disabled>
          {one.label}
        </Button>
        <div>{one.reason?.message}</div>
      </li>
    ))}
  </ul>
);

const Refused = ({ refused }: { refused: readonly Allowed[] }) => {
  const ofOthers = refused.filter(({ reason }) => reason?.otherPost === true);
  const own = refused.filter((one) => !ofOthers.includes(one));
  return (
    <div className="refused" tabIndex={0} role="group" aria-label="现在不能办理的事项">
      <Reasons refused={own} />
      {ofOthers.length > 0 && (
        <details open={own.length === 0}>
          <summary>由其他岗位办理的 {ofOthers.length} 项</summary>
          <Reasons refused={ofOthers} />
        </details>
      )}
    </div>
  );
};

/** What may not be done now, and why: first what is a matter of the state, then, folded, what is for other posts. */
export const RefusedActs = ({ refused }: { refused: readonly Allowed[] }) =>
  refused.length === 0 ? null : (
    <Popover trigger="click" placement="bottomLeft" title="现在不能办理的事项" content={<Refused refused={refused} />}>
      <Tooltip title="为什么不能办、可以找谁">
        <Button type="dashed">其他 {refused.length} 项不能办理</Button>
      </Tooltip>
    </Popover>
  );
