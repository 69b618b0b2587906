import type { ExportedRecord } from '../azure/exported-record';
import type { LocalTwin } from '../azure/twin-shelf';
import type { DeviceMoment } from '../device-events/device-moment';

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
type ScenarioGroup = 'Networks' | 'Devices' | 'The hub' | 'Hard to read' | 'Device events';

interface Played extends Traces {
  /** The body an action group would post; none where Azure would notice nothing. */
  alert: object | undefined;
  /** What to look for and when, told beside the button; `grace` is the grace time in words. */
  expect?(grace: string): string;
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
  /** What Event Grid tells; what the rows imply when absent. */
  events?: DeviceMoment[];
}
