import { useMemo } from 'react';
import type { Schemas } from '../../api/typed';
import type { BodyKey } from '../../shared/body/bodies';
import { BodyDrawer } from '../../shared/body/BodyDrawer';

export type PostAct = Schemas['PostActAnswer']['act'];

/** Which act on which post. */
export interface PostActing {
  act: PostAct;
  postId: string;
  /** Whose post as what, in words. */
  what: string;
}

export const POST_ACTS: Record<PostAct, { name: string; body: BodyKey; text: string; danger?: true }> = {
  confirm: {
    name: '确认',
    body: 'post /api/v1/posts/{postId}/confirm',
    text: '您是第二人：确认后岗位最早自今日起生效，被任命人须重新登录。',
  },
  decline: { name: '退回', body: 'post /api/v1/posts/{postId}/decline', text: '退回后岗位不生效。', danger: true },
  withdraw: {
    name: '撤回',
    body: 'post /api/v1/posts/{postId}/withdraw',
    text: '待确认或尚未开始的任命可以撤回，撤回后不生效。',
    danger: true,
  },
  end: {
    name: '结束岗位',
    body: 'post /api/v1/posts/{postId}/end',
    text: '最后一日不早于今日；已设定的只能提前，不能推后。',
    danger: true,
  },
};

export const PostActDrawer = ({ acting, onClose }: { acting: PostActing; onClose(): void }) => {
  const { act, postId, what } = acting;
  const { name, body, text, danger = false } = POST_ACTS[act];
  const adjust = useMemo(() => (act === 'end' ? { titles: { to: '最后一日' } } : {}), [act]);
  return (
    <BodyDrawer
      title={`${name}：${what}`}
      intro={<p>{text}</p>}
      body={body}
      path={{ postId }}
      adjust={adjust}
      submit={name}
      danger={danger}
      done="已办理"
      onClose={onClose}
    />
  );
};
