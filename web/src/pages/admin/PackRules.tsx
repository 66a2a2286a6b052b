import { labelIn } from '../../shared/words';
import { PackTable } from './PackTable';
import type { Pack } from './PacksPage';

type Match = NonNullable<Pack['clocks'][number]['match']>;

/** For which cases a row is, in words; all of them where it says nothing. */
const matchIn = (pack: Pack, match: Match | undefined): string => {
  if (match === undefined) return '全部';
  const { grade, domain, tag, actName = '', listed } = match;
  const words = [
    labelIn(pack, 'grade', grade),
    labelIn(pack, 'domain', domain),
    labelIn(pack, 'hazard-tag', tag),
    actName,
    listed === undefined ? '' : listed ? '已挂牌' : '未挂牌',
  ].filter((word) => word !== '');
  return words.length === 0 ? '全部' : words.join('、');
};

/** Clocks, reminders, measures, look-back and extension in words, each with where it comes from. */
export const Rules = ({ pack }: { pack: Pack }) => (
  <div className="pack-rules">
    <h2>各类时限</h2>
    <PackTable
      rows={pack.clocks}
      columns={[
        { title: '时限', width: 180, render: ({ clock }) => labelIn(pack, 'clock', clock) },
        { title: '适用', width: 200, render: ({ match }) => matchIn(pack, match) },
        { title: '多久', width: 140, render: ({ term }) => <b>{term.words}</b> },
        { title: '出处', render: ({ source }) => source },
      ]}
    />
    <h2>到期前的提醒</h2>
    <PackTable
      rows={pack.reminders}
      columns={[
        { title: '规则', render: ({ words }) => words },
        { title: '出处', render: ({ source }) => source },
      ]}
    />
    <h2>递进措施</h2>
    {pack.ladders.map((ladder) => (
      <section key={ladder.id}>
        <h3>
          对{labelIn(pack, 'ladder-addressee', ladder.addressee)}，起因：
          {ladder.trigger === undefined ? '逾期' : labelIn(pack, 'ladder-trigger', ladder.trigger)}
        </h3>
        <ol>
          {ladder.rungs.map(({ words, source }) => (
            <li key={words}>
              <b>{words}</b> <span className="muted">{source}</span>
            </li>
          ))}
        </ol>
      </section>
    ))}
    <h2>延期</h2>
    <p>
      须在到期前{pack.extension.cutOff.words}申请；一般隐患最多 {pack.extension.most.general} 次，重大隐患最多{' '}
      {pack.extension.most.major} 次{pack.extension.by !== undefined && `，每次延长${pack.extension.by.words}`}。
      <span className="muted">{pack.extension.source}</span>
    </p>
    {pack.suspension !== null && (
      <>
        <h2>挂账</h2>
        <p>
          可以挂账的事由：{pack.suspension.grounds.map(({ name }) => name).join('、')}；每{pack.suspension.review.words}
          复核一次。<span className="muted">{pack.suspension.source}</span>
        </p>
      </>
    )}
    <h2>销号后回头看</h2>
    <PackTable
      rows={pack.watch}
      columns={[
        { title: '适用', width: 200, render: ({ match }) => matchIn(pack, match) },
        { title: '期限', width: 140, render: ({ term }) => <b>{term.words}</b> },
        {
          title: '各次回访',
          width: 240,
          render: ({ visits }) => visits.map(({ words }) => `${words}后`).join('、') || '不安排',
        },
        { title: '出处', render: ({ source }) => source },
      ]}
    />
  </div>
);
