import { Ids } from './fields';
import { Named } from './named';

/** Messages that their reader has read. */
export class ReadNotificationsBody {
  @Named('已读的消息') @Ids(200) notificationIds: string[];
}
