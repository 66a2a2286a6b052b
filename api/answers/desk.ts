import { CASE_STATUSES } from '../../domain/case/file';
import { GRADES } from '../../domain/policy/pack';
import { Named } from '../dto/named';
import { Code, Coded, Count, Day, Instant, LabelsByCode, List, NamesById, One, Ref, Words, Yes } from './shape';

/** A number, and where the cases stand that it counts. */
export class FigureAnswer {
  @Named('数量') @Count() count: number;
  /** A page of the console, with the query of `GET /api/v1/cases`. */
  @Named('对应列表的地址') @Words() list: string;
}

export class DeskStatusAnswer extends FigureAnswer {
  @Code(...CASE_STATUSES) status: string;
}

export class DeskUnitAnswer extends FigureAnswer {
  @Ref() unitId: string;
}

export class DeskTypeAnswer extends FigureAnswer {
  @Coded('hazard-type') hazardType: string;
}

export class DeskGradeAnswer extends FigureAnswer {
  @Code(...GRADES) grade: string;
}

export class DeskMonthAnswer {
  @Named('月份') @Words() month: string;
  @Named('新增') @One(FigureAnswer) opened: FigureAnswer;
  @Named('销号') @One(FigureAnswer) closed: FigureAnswer;
}

export class DeskDayAnswer {
  @Day() day: string;
  @Named('是否工作日') @Yes() isWorkday: boolean;
  @Named('到期数量') @Count() due: number;
  @Named('对应列表的地址') @Words() list: string;
}

/** How things stand now, in what who asks may read. */
export class DeskAnswer {
  @Named('未销号') @One(FigureAnswer) stock: FigureAnswer;
  @Named('本月新增') @One(FigureAnswer) openedThisMonth: FigureAnswer;
  @Named('本月销号') @One(FigureAnswer) closedThisMonth: FigureAnswer;
  @Named('逾期') @One(FigureAnswer) overdue: FigureAnswer;
  @Named('回潮') @One(FigureAnswer) cameBack: FigureAnswer;
  @Named('按状态') @List(One(DeskStatusAnswer)) byStatus: DeskStatusAnswer[];
  @Named('按责任单位') @List(One(DeskUnitAnswer)) byUnit: DeskUnitAnswer[];
  @Named('按隐患类型') @List(One(DeskTypeAnswer)) byType: DeskTypeAnswer[];
  @Named('按等级') @List(One(DeskGradeAnswer)) byGrade: DeskGradeAnswer[];
  @Named('按月份') @List(One(DeskMonthAnswer)) byMonth: DeskMonthAnswer[];
  /** Today and all days up to the tenth working day from today on. */
  @Named('今后十个工作日的到期') @List(One(DeskDayAnswer)) coming: DeskDayAnswer[];
  @Instant() asOf: string;
  @NamesById() names: object;
  @LabelsByCode() labels: object;
}
