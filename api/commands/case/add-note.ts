import { Text } from '../../dto/fields';
import { Named } from '../../dto/named';
import { commandBody } from '../command-body';

class AddNoteBody {
  @Named('记录内容') @Text(5000) text: string;
}

export const addNote = commandBody(
  'add-note',
  { name: '添加记录', does: '在案卷中添加一条记录，不改变状态。' },
  AddNoteBody,
);
