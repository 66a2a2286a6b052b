import { CLOCK } from '../../domain/clock-names';
import { Named } from '../dto/named';
import { Code, Instant, List, One, OrNull, Ref, Words } from './shape';

const clocks = Object.keys(CLOCK);

/** A deadline that the training clock has not reached yet. */
export class UpcomingAnswer {
  @Ref() streamId: string;
  @Code(...clocks) clock: string;
  @Instant() dueAt: string;
}

/** Somebody of the demo town, as whom a trainer may sign in. */
export class TrainingAccountAnswer {
  @Words() username: string;
  @Named('密码') @Words() password: string;
  @Named('姓名') @Words() name: string;
  @Named('岗位名称') @Words() roleName: string;
  @Named('单位名称') @Words() unitName: string;
}

export class TrainingAccountsAnswer {
  @Named('演练账号') @List(One(TrainingAccountAnswer)) items: TrainingAccountAnswer[];
}

export class TrainingClockAnswer {
  @Named('现在的时刻') @Instant() now: string;
  @Named('下一个到期的时限') @OrNull(One(UpcomingAnswer)) next: UpcomingAnswer | null;
}

/** A deadline, or a step before or after one, that fired on the way. */
export class FiredAnswer {
  @Ref() streamId: string;
  @Code(...clocks) clock: string;
  @Ref() deadlineId: string;
  @Named('触发的时刻') @Instant() at: string;
}

export class ClockMovedAnswer {
  @Named('移到的时刻') @Instant() now: string;
  @Named('触发的时限') @List(One(FiredAnswer)) fired: FiredAnswer[];
}
