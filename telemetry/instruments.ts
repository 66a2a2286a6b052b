import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const fast = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5];
const slow = [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 3_600];

/** What is counted where it happens. Labels come from short fixed lists: route templates, codes, states; never ids. */
export const createInstruments = (registry: Registry) => {
  const registers = [registry];
  return {
    requests: new Counter({
      name: 'bihuan_http_requests_total',
      help: 'HTTP requests answered',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'bihuan_http_request_duration_seconds',
      help: 'Time to answer HTTP requests',
      labelNames: ['method', 'route'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5],
      registers,
    }),
    commandSeconds: new Histogram({
      name: 'bihuan_command_duration_seconds',
      help: 'Time of a command in the door, by what came of it',
      labelNames: ['kind', 'outcome'],
      buckets: fast,
      registers,
    }),
    refusals: new Counter({
      name: 'bihuan_refusals_total',
      help: 'Commands that the rules refused',
      labelNames: ['code'],
      registers,
    }),
    signIns: new Counter({
      name: 'bihuan_sign_ins_total',
      help: 'Passwords given, by what came of it: opened, refused, slowed (had to wait)',
      labelNames: ['outcome'],
      registers,
    }),
    settleSeconds: new Histogram({
      name: 'bihuan_settle_duration_seconds',
      help: 'Time of a settling asked for by a workflow',
      labelNames: ['outcome'],
      buckets: fast,
      registers,
    }),
    swept: new Counter({
      name: 'bihuan_swept_streams_total',
      help: 'Streams that the sweeper settled because their workflow had not',
      registers,
    }),
    lateness: new Histogram({
      name: 'bihuan_deadline_lateness_seconds',
      help: 'How long after its due instant a missed deadline was recorded',
      buckets: slow,
      registers,
    }),
    rounds: new Histogram({
      name: 'bihuan_transaction_round_trips',
      help: 'Round trips to the database in one transaction',
      buckets: [1, 2, 3, 4, 5, 6, 8, 12],
      registers,
    }),
    retries: new Counter({
      name: 'bihuan_transaction_retries_total',
      help: 'Transactions begun again, by reason',
      labelNames: ['trouble'],
      registers,
    }),
    setbacks: new Counter({
      name: 'bihuan_setbacks_total',
      help: 'Failures of streams to go on: to be settled by the sweeper, or to be told to their workflow by the relay',
      labelNames: ['work'],
      registers,
    }),
    forgotten: new Counter({
      name: 'bihuan_forgotten_rows_total',
      help: 'Rows that nobody needs any more, deleted or emptied, by what they were',
      labelNames: ['of'],
      registers,
    }),
    stuck: new Gauge({
      name: 'bihuan_streams_stuck',
      help: 'Streams that cannot go on and are tried again later and later, by what fails',
      labelNames: ['work'],
      registers,
    }),
    stuckOldest: new Gauge({
      name: 'bihuan_streams_stuck_oldest_seconds',
      help: 'For how long the oldest of the stuck streams could not go on',
      registers,
    }),
    muted: new Gauge({
      name: 'bihuan_deliveries_muted',
      help: '1 while nothing is sent by webhook until an operator confirms, as after a restore',
      registers,
    }),
    relayed: new Counter({ name: 'bihuan_relay_events_total', help: 'Events carried to workflows', registers }),
    relayFailures: new Counter({
      name: 'bihuan_relay_failures_total',
      help: 'Streams whose events could not be carried and will be tried again',
      registers,
    }),
    olderStreams: new Gauge({
      name: 'bihuan_streams_of_older_release',
      help: 'Streams that a workflow of an older release still lives; NaN until this worker has looked at all',
      registers,
    }),
    relayLag: new Histogram({
      name: 'bihuan_relay_lag_seconds',
      help: 'From the commit of an event until its workflow was told',
      buckets: slow,
      registers,
    }),
    deliveries: new Counter({
      name: 'bihuan_deliveries_total',
      help: 'Attempts to deliver notifications, by the state they left the notification in',
      labelNames: ['channel', 'state'],
      registers,
    }),
    databaseUp: new Gauge({ name: 'bihuan_database_up', help: '1 while the database answers', registers }),
    wrongSettings: new Gauge({
      name: 'bihuan_database_wrong_settings',
      help: 'Settings of the database that endanger what is promised; /readyz names them',
      registers,
    }),
    refusesWrites: new Gauge({
      name: 'bihuan_database_refuses_writes',
      help: '1 while the database answers and takes no writes, as with a full disk; /readyz says why',
      registers,
    }),
    outboxRows: new Gauge({ name: 'bihuan_outbox_rows', help: 'Events not yet told to workflows', registers }),
    outboxOldest: new Gauge({
      name: 'bihuan_outbox_oldest_seconds',
      help: 'Age of the oldest event not yet told to its workflow',
      registers,
    }),
    listeners: new Gauge({
      name: 'bihuan_change_listeners',
      help: 'Open pages that are told by this process what changes',
      registers,
    }),
    changesTold: new Counter({
      name: 'bihuan_changes_told_total',
      help: 'Events sent to open pages, by kind',
      labelNames: ['event'],
      registers,
    }),
    feedRows: new Gauge({
      name: 'bihuan_feed_rows',
      help: 'Events that have no position in the feed of other systems yet, counted up to 100000',
      registers,
    }),
    overdueOldest: new Gauge({
      name: 'bihuan_deadline_oldest_overdue_seconds',
      help: 'How long the most overdue armed deadline has been waiting',
      registers,
    }),
    waiting: new Gauge({
      name: 'bihuan_notifications_waiting',
      help: 'Notifications that have not gone out, by channel and state',
      labelNames: ['channel', 'state'],
      registers,
    }),
    clockDelayed: new Gauge({ name: 'bihuan_clock_service_delayed', help: '1 while deadlines fire late', registers }),
    clockReasons: new Gauge({
      name: 'bihuan_clock_service_delay_reason',
      help: '1 for each reason why deadlines fire late, as a process with a worker sees it',
      labelNames: ['reason'],
      registers,
    }),
  };
};

export type Instruments = ReturnType<typeof createInstruments>;
