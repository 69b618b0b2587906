import { momentsOfRecords } from '../device-events/moments-of-records';
import type { Scenario, Traces } from './scenario';

/** The same scenario with the device events that its log rows imply, unless it names its own. */
export function tellEvents(scenario: Scenario): Scenario {
  return {
    ...scenario,
    build(now) {
      const played = scenario.build(now);
      return { ...played, ...told(played), recover: (at) => told(played.recover(at)) };
    },
  };
}

function told<T extends Traces>(traces: T): T {
  return { ...traces, events: traces.events ?? momentsOfRecords(traces.records) };
}
