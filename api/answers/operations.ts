import { Named } from '../dto/named';
import { Always, Code, Count, Instant, LabelsByCode, List, One, OrNull, Words, Yes } from './shape';
import { PackVersionAnswer } from './town';

export class LivenessAnswer {
  @Always('ok') status: string;
}

class DatabaseHealthAnswer {
  @Named('能否连通') @Yes() available: boolean;
  @Named('不合要求的设置') @List(Words()) wrongSettings: string[];
  @Named('不能写入的原因') @OrNull(Words()) refusesWrites: string | null;
}

class LoadedPacksAnswer {
  @Named('已加载的政策包') @List(One(PackVersionAnswer)) packs: PackVersionAnswer[];
}

class CalendarHealthAnswer {
  @Named('工作日历版本') @Words() version: string;
  @Named('缺少工作日安排的年份') @List(Count()) missingYears: number[];
}

class OutboxAnswer {
  @Named('待转发的事件数') @Count() rows: number;
  @Named('最早一条已等待的毫秒数') @Count() oldestMs: number;
}

class DeadlinesBehindAnswer {
  @Named('最久未触发的时限已过的毫秒数') @Count() oldestOverdueMs: number;
}

class StuckStreamsAnswer {
  @Named('时限无法触发的事项数') @Count() settle: number;
  @Named('事件无法转发的事项数') @Count() relay: number;
  @Named('最早一项已停滞的毫秒数') @Count() oldestMs: number;
}

class StreamsHealthAnswer {
  @Named('停滞的事项') @One(StuckStreamsAnswer) stuck: StuckStreamsAnswer;
}

class MutedAnswer {
  @Instant() since: string;
  @Named('原因') @Words() why: string;
}

class DeliveriesHealthAnswer {
  @Named('暂停推送的情况') @OrNull(One(MutedAnswer)) muted: MutedAnswer | null;
}

class DependenciesAnswer {
  @Named('数据库') @One(DatabaseHealthAnswer) database: DatabaseHealthAnswer;
  @Named('政策包') @One(LoadedPacksAnswer) policies: LoadedPacksAnswer;
  @Named('工作日历') @One(CalendarHealthAnswer) calendar: CalendarHealthAnswer;
  @Named('事件转发') @One(OutboxAnswer) outbox: OutboxAnswer;
  @Named('时限触发') @One(DeadlinesBehindAnswer) deadlines: DeadlinesBehindAnswer;
  @Named('事项') @One(StreamsHealthAnswer) streams: StreamsHealthAnswer;
  @Named('事件推送') @One(DeliveriesHealthAnswer) deliveries: DeliveriesHealthAnswer;
}

/** Whether commands can be taken, and what is behind or away. */
export class ReadinessAnswer {
  @Code('ready', 'not-ready') status: 'ready' | 'not-ready';
  @Code('running', 'delayed') clockService: 'running' | 'delayed';
  /** A demo town on a clock that is moved by hand: `/demo/clock` is there. */
  @Named('是否在演练时钟上') @Yes() training: boolean;
  @Named('各依赖') @One(DependenciesAnswer) dependencies: DependenciesAnswer;
}

/** The same to who is signed in, with what the codes are called. */
export class OperationsAnswer extends ReadinessAnswer {
  @LabelsByCode() labels: object;
}
