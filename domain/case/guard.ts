import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import { postsOf } from '../people/directory';
import { refuseField } from '../people/permit';
import type { Refusal } from '../stream';

/** Who watches over an interim control is somebody whom the town knows, with a post today; an id that names nobody is refused. */
export const guardRefusal = ({ directory, now }: Context, guardPersonId: string): Refusal | null =>
  postsOf(directory, guardPersonId, civilDateOf(now)).some((post) => post.role !== 'RP')
    ? null
    : refuseField('guard-unknown', '看护人员不存在，或今日没有岗位，请重新指定。', '/guardPersonId');
