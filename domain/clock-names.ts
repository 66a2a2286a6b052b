import type { ClockName } from './stream';

/** Chinese names of the clocks, for the "because" of a date. */
export const CLOCK_NAMES: Record<ClockName, string> = {
  verify: '核实时限',
  grade: '定级时限',
  assign: '交办时限',
  accept: '签收时限',
  serve: '送达时限',
  'service-effective': '公告送达生效',
  plan: '方案报送时限',
  rectify: '整改时限',
  progress: '进展报告时限',
  recheck: '复查时限',
  'watch-visit': '回头看时限',
  'watch-end': '回头看期满',
  'control-expiry': '临时管控到期',
  'report-up': '上报时限',
  decision: '审批时限',
  'co-sign': '会签时限',
  'interview-held': '约谈召开时限',
  'interview-report': '约谈整改报告时限',
  publish: '通报发布时限',
  'day-end': '当日期满',
};
