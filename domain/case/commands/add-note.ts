import { ROLES } from '../../people/roles';
import { OPEN } from '../file';
import { record } from '../recording';
import type { CommandSlice } from '../slice';

export interface AddNote {
  type: 'add-note';
  text: string;
}

/** A note for whoever may read the case; changes nothing. */
export const addNote: CommandSlice<AddNote, { 'note-added': { text: string } }> = {
  type: 'add-note',
  grants: [{ roles: ROLES.filter((role) => !['AU', 'SA', 'RP', 'EX'].includes(role)) }],
  bySubject: true,
  from: OPEN,
  run: (recording, { text }) => {
    record(recording, 'note-added', { text });
    return null;
  },
  records: { 'note-added': () => ({}) },
};
