import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { Coded, Count, Instant, OrNull, Ref, Words } from './shape';

/** A message to the person who asks. */
export class NotificationAnswer {
  @Ref() notificationId: string;
  /** Kebab name of its text, such as `deadline-missed`. */
  @Named('消息种类') @Coded('message-template') template: string;
  @Named('消息内容') @Words() text: string;
  @Named('发出时间') @Instant() createdAt: string;
  @OrNull(Instant()) readAt: string | null;
  /** What it is about, where that may still be read. */
  @Maybe() @Ref() caseId?: string;
  @Maybe() @Ref() escalationId?: string;
  @Maybe() @Named('隐患编号') @Words() number?: string;
  @Maybe() @Named('隐患标题') @Words() title?: string;
}

/** How many messages wait after some were marked. */
export class UnreadAnswer {
  @Named('未读消息数') @Count() unread: number;
}
