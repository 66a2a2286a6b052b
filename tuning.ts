/**
 * The numbers of background work, in one place, each with its reason. They were found by measuring on two cores with every
 * process on one machine (docs/performance.md); change one at a time, and measure before and after.
 */
export const tuning = {
  /** Carries events of the record to their workflows. */
  relay: {
    /** How often it looks without being told; told, it looks at once. */
    everyMs: 200,
    /** A process of the API looks for what it commits itself, and is told of that. */
    everyMsLight: 30_000,
    /** Streams of a round: a second's work at full speed is cut into three, so that a storm is noticed in between. */
    pageSize: 100,
    /** Calls to Temporal at once; more only queue there. */
    atOnce: 32,
    /** Streams are claimed for so long: a relay that was killed holds nobody up longer. */
    leaseMs: 10_000,
    /** Above it the server falls behind and its queues grow. */
    perSecond: 300,
    /** After an absence of Temporal, whose return is not to be met by everything at once. */
    perSecondDraining: 50,
    /** While people or deadlines have precedence: a signal costs as much processor time, here and at the server, as ten commands. */
    perSecondYielding: 5,
    /** So that precedence is noticed after two seconds at that pace. */
    pageSizeYielding: 10,
  },
  /** Gives events their positions in the feed of other systems. */
  feed: {
    /** Who reads the feed asks every few seconds at most; between rounds events of a burst gather to pages. */
    everyMs: 1_000,
    /** Of one statement, which looks each event up in a list of these: longer pages cost more than more of them. */
    pageSize: 200,
    /** Events of a process that keeps no feed are looked for when the worker starts and so often again. */
    takeInEveryMs: 3_600_000,
  },
  /** Tells open pages what has changed (`GET /api/v1/changes`). */
  changes: {
    /** What this process commits it is told of; what others commit it looks for so often: people expect it within a second or two. */
    everyMs: 1_000,
    /** After a commit, so that those of a burst are told together. */
    gatherMs: 100,
    /** Events of a round: with more, the others are told right after it. */
    mostAtOnce: 500,
    /** Who comes back after more events than this reads everything anew, which costs less than what he would be told. */
    mostResumed: 2_000,
    /** Who signed out or was shut out is told nothing more; where nothing happens his page learns it so soon. */
    checkEveryMs: 2_000,
    /** Proxies end what is silent for a minute. */
    heartbeatMs: 20_000,
    /** A browser opens six connections to a server over HTTP/1.1, and all its tabs need some for their requests. */
    mostOfPerson: 4,
    /** Each costs a socket and some 20 kB; the town has a few hundred people. */
    mostOfProcess: 1_000,
    /** Who does not read what he is told is let go, and comes back where he was. */
    mostUnreadBytes: 64_000,
    /** After which a page comes back. */
    retryMs: 3_000,
  },
  /** Settles what is overdue in pages. */
  sweeper: {
    everyMs: 500,
    /** Streams of a page: a tenth of a second, after which a stop or a hold is noticed. */
    pageSize: 100,
    /** Streams at once; with those of the workflows they leave four of the sixteen connections to people. */
    atOnce: 6,
    /** Of what other streams left for one, in one transaction: it is one signal to its workflow as well. */
    mostQueued: 200,
    /** A stream's own timer comes first on ordinary days; what is later than this the sweeper takes. */
    graceMs: 2_000,
    /** More deadlines than this in one second are a storm: the sweeper takes them at once. */
    stormFrom: 100,
    /** A workflow's settling waits so long for the end of a storm; its task must not be held longer. */
    longestHoldMs: 5_000,
  },
  /** Commands of people. */
  commands: {
    /** Of what other streams left for one: a second, longer than which nobody is to wait. With more the sweeper comes first. */
    mostQueued: 200,
    /** Until it has taken up some pages. */
    retryAfterSeconds: 2,
  },
  /** Commands of people while the sweeper settles a storm. */
  commandsInStorm: {
    /** At once: without a limit people who push keep deadlines from being settled. */
    atOnce: 2,
    /** Then they are turned away with `Retry-After`. */
    longestWaitMs: 4_000,
    retryAfterSeconds: 2,
  },
  /** From when on whatever can wait gives way to people. */
  traffic: {
    windowMs: 500,
    /** Commits of a window: a town at work stays far below; a second of this fills the processor. */
    busyFrom: 30,
  },
  /** Forgets what nobody needs any more. */
  retention: {
    /** It is old by days: an hour more or less is nothing. */
    everyMs: 3_600_000,
    /** Rows of a transaction: a tenth of a second on a server, so that nobody waits for it. */
    pageSize: 500,
    /** Between pages, and while deadlines are settled: a million rows go in half an hour. */
    pauseMs: 1_000,
  },
  /** Gives streams of an older release new workflows. */
  takeover: {
    everyMs: 1_000,
    /** When nothing was left: a process of the older release may still run beside. */
    restMs: 3_600_000,
    /** When some could not be taken over. */
    retryMs: 60_000,
    pageSize: 200,
    /** People and deadlines go before it; the sweeper settles meanwhile what falls due. */
    perSecond: 50,
  },
  /** The Temporal server that the embedded default starts. */
  temporal: {
    /** Garbage is collected when so many percent have been added to what is in use; Go's own 100 takes a quarter more. */
    collectAt: 50,
  },
  /** The worker that runs workflows. */
  workflows: {
    /**
     * Kept in memory: about 0.4 MB each, and a case sleeps for days between its events. Those that people work on at one
     * time fit; another one is replayed, which costs it about 40 ms.
     */
    mostCached: 150,
    /** Workflow tasks at once. */
    tasks: 80,
    /** Settlings at once: with the sweeper's six they leave four of the door's sixteen connections to people. */
    localActivities: 6,
    /** Shorter ones backfire in a storm: tasks time out and are replayed from the start. */
    stickyTimeout: '10 seconds',
  },
} as const;
