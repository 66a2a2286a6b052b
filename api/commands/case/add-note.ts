import { Text } from '../../dto/fields';
import { commandBody } from '../command-body';

class AddNoteBody {
  @Text(5000) text: string;
}

export const addNote = commandBody('add-note', AddNoteBody);
