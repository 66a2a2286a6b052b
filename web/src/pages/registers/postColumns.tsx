import { Space } from 'antd';
import { Link } from 'react-router';
import type { Pages, RowOf } from '../../api/pages';
import type { Column } from '../../shared/list/columns';
import { labelIn, nameIn } from '../../shared/words';
import { OfferedButton } from '../../shared/OfferedButton';
import { POST_ACTS, type PostActing } from './PostActs';
import { Span } from './Span';
import { CodeTag } from '../../shared/CodeTag';

export type Post = RowOf<'/api/v1/posts'>;

export const personAddress = (personId: string): string => `/registers/people/${encodeURIComponent(personId)}`;

interface PostColumns {
  /** What the page that it stands on says already. */
  without?: 'person' | 'unit';
  act(acting: PostActing): void;
}

/** The columns of every list of posts. */
export const usePostColumns = (pages: Pages<Post>, { without, act }: PostColumns): Column<Post>[] => {
  const what = (post: Post): string => `${nameIn(pages, post.personId)} ${labelIn(pages, 'role', post.role)}`;
  const columns: Column<Post>[] = [
    {
      key: 'person',
      title: '人员',
      width: 130,
      render: ({ personId }) => <Link to={personAddress(personId)}>{nameIn(pages, personId)}</Link>,
    },
    { key: 'role', title: '岗位', width: 170, render: ({ role }) => labelIn(pages, 'role', role) },
    {
      key: 'unit',
      title: '单位',
      render: ({ unitId, subjectId }) => (
        <>
          {nameIn(pages, unitId)}
          {subjectId !== undefined && <span className="muted"> 代表 {nameIn(pages, subjectId)}</span>}
        </>
      ),
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
      width: 140,
      render: (post) => (
        <Space>
          {post.acts.map((offered) => (
            <OfferedButton
              key={offered.act}
              of={pages}
              offered={offered}
              primary={offered.act === 'confirm'}
              danger={POST_ACTS[offered.act].danger === true}
              onPress={() => {
                act({ act: offered.act, postId: post.postId, what: what(post) });
              }}
            >
              {labelIn(pages, 'post-act', offered.act)}
            </OfferedButton>
          ))}
        </Space>
      ),
    },
  ];
  return columns.filter(({ key }) => key !== without);
};
