import { useState } from 'react';
import { Button } from 'antd';
import { Count } from './Count';
import { Panel } from './Panel';
import type { Share } from './figures';

/** So many rows are shown until somebody wants them all. */
const first = 10;

interface SharesProps {
  title: string;
  what: string;
  shares: readonly Share[];
}

/** How many of each, as a table whose rows are bars too. */
export const Shares = ({ title, what, shares }: SharesProps) => {
  const [isWhole, setWhole] = useState(false);
  const most = Math.max(1, ...shares.map(({ count }) => count));
  const shown = isWhole ? shares : shares.slice(0, first);
  return (
    <Panel title={title}>
      {shares.length === 0 ? (
        <p className="muted">没有未销号的隐患</p>
      ) : (
        <table className="shares">
          <thead>
            <tr>
              <th scope="col">{what}</th>
              <th scope="col">件数</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((share) => (
              <tr key={share.key}>
                <th scope="row">
                  {share.name}
                  <span
                    className="share-bar"
                    aria-hidden="true"
                    style={{ width: `${String((share.count / most) * 100)}%` }}
                  />
                </th>
                <td>
                  <Count figure={share} of={share.name} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shares.length > first && (
        <Button
          type="link"
          onClick={() => {
            setWhole(!isWhole);
          }}
        >
          {isWhole ? '收起' : `显示全部 ${String(shares.length)} 项`}
        </Button>
      )}
    </Panel>
  );
};
