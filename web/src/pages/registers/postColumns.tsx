import { Link } from 'react-router';
import type { Pages, RowOf } from '../../api/pages';
import type { Column } from '../../shared/list/columns';
import { labelIn, nameIn } from '../../shared/words';
import { OfferedActs } from '../../shared/OfferedActs';
import { POST_ACTS, type PostActing } from './PostActs';
import { Span } from './Span';
import { CodeTag } from '../../shared/CodeTag';

export type Post = RowOf<'/api/v1/posts'>;

export const personAddress = (personId: string): string => `/registers/people/${encodeURIComponent(personId)}`;

interface PostColumns {
  /** All of them are one person's, whom the page names already. */
  isOfOne?: boolean;
  act(acting: PostActing): void;
}

/** The columns of every list of posts. */
export const usePostColumns = (pages: Pages<Post>, { isOfOne = false, act }: PostColumns): Column<Post>[] => {
  const what = (post: Post): string => `${nameIn(pages, post.personId)} ${labelIn(pages, 'role', post.role)}`;
  const columns: Column<Post>[] = [
    {
      key: 'person',
      title: '人员',
      width: 130,
      bare: true,
      render: ({ personId }) => <Link to={personAddress(personId)}>{nameIn(pages, personId)}</Link>,
    },
    { key: 'role', title: '岗位', width: 170, render: ({ role }) => labelIn(pages, 'role', role) },
    {
      key: 'unit',
      title: '单位或责任主体',
      render: ({ bodyId }) => nameIn(pages, bodyId),
    },
    {
      key: 'span',
      title: '任期',
      width: 180,
      render: ({ from, to }) => <Span from={from} to={to} asOf={pages.asOf} />,
    },
    {
      key: 'certificate',
      title: '执法证件',
      hidden: true,
      render: ({ certificate }) =>
        certificate === undefined ? '' : `${certificate.number}（至 ${certificate.validTo}）`,
    },
    {
      key: 'status',
      title: '任命',
      width: 180,
      render: ({ status, mayConfirm, appointedBy }) => (
        <>
          <CodeTag of={pages} list="post-status" code={status} />
          {appointedBy !== undefined && <div className="muted">{nameIn(pages, appointedBy)} 提出</div>}
          {mayConfirm !== undefined && (
            <div className="muted">可确认：{mayConfirm.map((role) => labelIn(pages, 'role', role)).join('、')}</div>
          )}
        </>
      ),
    },
    {
      key: 'acts',
      title: '操作',
      width: 230,
      bare: true,
      render: (post) => (
        <OfferedActs
          offered={post.acts}
          nameOf={(one) => labelIn(pages, 'post-act', one)}
          primary="confirm"
          isDangerous={(one) => POST_ACTS[one].danger === true}
          onPress={(one) => {
            act({ act: one, postId: post.postId, what: what(post) });
          }}
        />
      ),
    },
  ];
  return isOfOne ? columns.filter(({ key }) => key !== 'person') : columns;
};
