/** Where a person's messages lie. */
export interface MessageBox {
  /** Marks messages of a person as read; those of others, and those that are not there, are passed over. */
  readMessages(personId: string, messageIds: readonly string[]): Promise<void>;
}
