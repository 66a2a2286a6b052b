/** Who is told of an event, and with which template. Never holds a reporter's identity. */
export interface Telling {
  personIds: string[];
  /** Kebab name of the text, such as `deadline-missed` or `rung-urge`. */
  template: string;
  data: Record<string, string>;
  /** What it tells of, where other events of the same transaction tell it too: each person hears of it once (settled 7). */
  fact?: string;
  /** True where it asks for something to be done. */
  asks?: true;
}
