import { First1763000000001 } from './0001-first';
import { Anchor1763900000002 } from './0002-anchor';
import { Posts1764100000003 } from './0003-posts';
import { Accounts1764100000004 } from './0004-accounts';
import { Backoff1764100000005 } from './0005-backoff';
import { Uploads1764100000006 } from './0006-uploads';
import { Audit1764100000007 } from './0007-audit';
import { Startup1764100000008 } from './0008-startup';
import { Key1764100000013 } from './0013-key';
import { VoidPapers1764100000014 } from './0014-void-papers';
import { Consent1764100000015 } from './0015-consent';
import { Units1764100000016 } from './0016-units';
import { QueuedEffects1764100000017 } from './0017-queued-effects';
import { Readers1764100000018 } from './0018-readers';
import { Unique1764100000019 } from './0019-unique';
import { Family1764100000020 } from './0020-family';
import { WithdrawnPapers1764100000021 } from './0021-withdrawn-papers';
import { WorkflowShape1764100000022 } from './0022-workflow-shape';
import { EventVersion1764100000023 } from './0023-event-version';
import { Lists1764200000024 } from './0024-lists';
import { Feed1764200000025 } from './0025-feed';
import { QueuedCommands1764300000026 } from './0026-queued-commands';
import { Retention1764300000027 } from './0027-retention';
import { Counted1764300000028 } from './0028-counted';
import { AddressKeys1764300000029 } from './0029-address-keys';
import { Desk1764400000031 } from './0031-desk';
import { Doubles1764400000032 } from './0032-doubles';
import { Captured1764400000033 } from './0033-captured';
import { Decisions1764400000034 } from './0034-decisions';

/** In the order in which they run. */
export const migrations = [
  First1763000000001,
  Anchor1763900000002,
  Posts1764100000003,
  Accounts1764100000004,
  Backoff1764100000005,
  Uploads1764100000006,
  Audit1764100000007,
  Startup1764100000008,
  Key1764100000013,
  VoidPapers1764100000014,
  Consent1764100000015,
  Units1764100000016,
  QueuedEffects1764100000017,
  Readers1764100000018,
  Unique1764100000019,
  Family1764100000020,
  WithdrawnPapers1764100000021,
  WorkflowShape1764100000022,
  EventVersion1764100000023,
  Lists1764200000024,
  Feed1764200000025,
  QueuedCommands1764300000026,
  Retention1764300000027,
  Counted1764300000028,
  AddressKeys1764300000029,
  Desk1764400000031,
  Doubles1764400000032,
  Captured1764400000033,
  Decisions1764400000034,
];
