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
  /** False of what is looked back at after its closing: it is open, and no part of the stock. */
  @Named('是否计入未销号') @Yes() isInStock: boolean;
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

/** Of the stock, what a breakdown has no row for; no list is narrowed to these. */
export class DeskRestAnswer {
  @Named('未交办的数量') @Count() withoutUnit: number;
  @Named('未定级的数量') @Count() withoutGrade: number;
  /** Who asks has only reported them: unit and grade are not told to him. */
  @Named('责任单位和等级不公开的数量') @Count() notTold: number;
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
  /** With this, units as well as grades sum up to the stock. */
  @Named('未归入责任单位或等级的') @One(DeskRestAnswer) rest: DeskRestAnswer;
  @Named('按月份') @List(One(DeskMonthAnswer)) byMonth: DeskMonthAnswer[];
  /** Today and all days up to the tenth working day from today on. */
  @Named('今后十个工作日的到期') @List(One(DeskDayAnswer)) coming: DeskDayAnswer[];
  @Instant() asOf: string;
  @NamesById() names: object;
  @LabelsByCode() labels: object;
}
