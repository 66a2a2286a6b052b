import { Line } from '../../dto/fields';
import { commandBody } from '../command-body';

class PublishBody {
  @Line(200) channel: string;
}

export const publish = commandBody('publish', { name: '发布', does: '发布已批准的通报。' }, PublishBody);
