import type { ExportedRecord } from '../azure/exported-record';
import type { LocalTwin } from '../azure/twin-shelf';

/** A named disaster: what the hub would have logged, and the alert it would have fired. */
export interface Scenario {
  id: string;
  group: ScenarioGroup;
  title: string;
  /** One sentence on what happens. */
  what: string;
  /** Everything happens in the minutes and hours before `now`. */
  build(now: Date): Played;
}

/** What the page sorts scenarios by: where the fault sits, or that it is hard to read. */
type ScenarioGroup = 'Networks' | 'Devices' | 'The hub' | 'Hard to read';

interface Played extends Traces {
  /** The body an action group would post; none where Azure would notice nothing. */
  alert: object | undefined;
  /** How it ends, told at the moment somebody mends it. */
  recover(at: Date): Traces;
}

/** What can be seen of it afterwards. */
export interface Traces {
  records: ExportedRecord[];
  twins: LocalTwin[];
  /** What else it changes: each in the form of the data file of that name. */
  metrics?: object[];
  health?: object[];
  hubs?: object[];
}
