import { labelIn } from '../../shared/words';
import { PackTable } from './PackTable';
import type { Pack } from './PacksPage';
import { Mark } from '../../shared/Mark';

/** The clauses with their text and the place in the notice or standard where it stands. */
export const Clauses = ({ pack }: { pack: Pack }) => (
  <PackTable
    rows={pack.clauses}
    columns={[
      {
        title: '条款',
        width: 220,
        render: ({ title, major }) => (
          <>
            {title} {major === true && <Mark look="bad">重大</Mark>}
          </>
        ),
      },
      { title: '原文', render: ({ text }) => <p className="long-text clause-text">{text}</p> },
      {
        title: '出处',
        width: 240,
        render: ({ source, validFrom, validTo }) => (
          <>
            {source}
            {(validFrom !== undefined || validTo !== undefined) && (
              <div className="muted">
                {validFrom !== undefined && `自 ${validFrom}`} {validTo !== undefined && `至 ${validTo}`}
              </div>
            )}
          </>
        ),
      },
    ]}
  />
);

export const HazardTypes = ({ pack }: { pack: Pack }) => (
  <PackTable
    rows={pack.hazardTypes}
    columns={[
      { title: '隐患类型', render: ({ name }) => name },
      { title: '领域', width: 100, render: ({ domain }) => labelIn(pack, 'domain', domain) },
      {
        title: '条款',
        render: ({ clauseIds }) =>
          clauseIds.map((id) => pack.clauses.find((clause) => clause.id === id)?.title ?? '').join('、'),
      },
      { title: '统一期限', width: 120, render: ({ commonDueOn }) => commonDueOn ?? '' },
      { title: '出处', width: 240, render: ({ source }) => source },
    ]}
  />
);

const unitsIn = (pack: Pack, slugs: readonly string[]): string =>
  slugs.map((slug) => pack.units.find((unit) => unit.slug === slug)?.name ?? slug).join('、');

/** Who leads and who answers for what. */
export const Routing = ({ pack }: { pack: Pack }) => (
  <PackTable
    rows={pack.routing}
    columns={[
      {
        title: '事项',
        render: ({ hazardTypes = [], siteTypes = [] }) =>
          [...hazardTypes.map((id) => pack.hazardTypes.find((type) => type.id === id)?.name ?? ''), ...siteTypes].join(
            '、',
          ) || '其他',
      },
      { title: '牵头单位', width: 220, render: ({ leads }) => unitsIn(pack, leads) },
      { title: '责任单位', width: 260, render: ({ responsible }) => unitsIn(pack, responsible) },
      {
        title: '出处',
        width: 260,
        render: ({ source, resolution }) => (
          <>
            {source}
            {resolution !== undefined && (
              <div className="muted">
                正文与括号不一致，{resolution.on} 由{resolution.decidedBy}裁定：{resolution.reason}
              </div>
            )}
          </>
        ),
      },
    ]}
  />
);
