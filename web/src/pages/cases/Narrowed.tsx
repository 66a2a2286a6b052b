import CloseOutlined from '@ant-design/icons/CloseOutlined';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Explained } from '../../api/typed';
import { useAddress } from '../../shared/address';
import { nameIn } from '../../shared/words';

/** What a list is narrowed by that has no field of its own over it: it came with the link. */
export const Narrowed = ({ of }: { of: Explained }) => {
  const address = useAddress();
  const name = (parameter: string): string => nameIn(of, address.get(parameter));
  const words: readonly [string, () => string][] = [
    ['unitId', () => `有关单位：${name('unitId')}`],
    ['siteId', () => `场所：${name('siteId')}`],
    ['subjectId', () => `责任主体：${name('subjectId')}`],
    ['dueFrom', () => `${address.get('dueFrom')} 起到期`],
    ['dueBefore', () => `${address.get('dueBefore')} 前（含）到期`],
    ['closedFrom', () => `${address.get('closedFrom')} 起销号`],
    ['closedTo', () => `${address.get('closedTo')} 前（含）销号`],
    ['minCycle', () => `第 ${address.get('minCycle')} 次及以上`],
    ['cycle', () => `第 ${address.get('cycle')} 次`],
    ['assignedTo', () => '本单位承办'],
  ];
  const tags = words.flatMap(([parameter, say]): ReactNode[] =>
    address.get(parameter) === ''
      ? []
      : [
          <Button
            key={parameter}
            size="small"
            icon={<CloseOutlined />}
            iconPlacement="end"
            title="取消这一条件"
            onClick={() => {
              address.set({ [parameter]: '' });
            }}
          >
            {say()}
          </Button>,
        ],
  );
  return tags.length === 0 ? null : <div className="filters narrowed">{tags}</div>;
};
