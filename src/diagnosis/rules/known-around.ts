import { known, type Surroundings } from '../surroundings';
import { sayTime } from '../words';

/** Half a sentence where the hub is known to send its connection logs to no workspace. */
export function findRoutingGap(surroundings: Pick<Surroundings, 'routing'>): string | undefined {
  const settings = known(surroundings.routing);
  if (settings === undefined) return undefined;
  const isSent = settings.some(
    ({ categories, workspace }) =>
      workspace !== undefined && categories.some((name) => /^(connections|alllogs)$/i.test(name)),
  );
  if (isSent) return undefined;
  return settings.length === 0
    ? 'its hub has no diagnostic setting, so Connections is not routed to a workspace'
    : 'no diagnostic setting of its hub routes Connections to a workspace';
}

/** What registry and hub were seen to say, for where the logs say nothing. */
export function sayAround(surroundings: Surroundings): string[] {
  const gap = findRoutingGap(surroundings);
  return [...sayTwin(surroundings), ...(gap === undefined ? [] : [`${capitalize(gap)}.`])];
}

/** The last activity is a hint: it is late, and messages over HTTPS do not move it. */
function sayTwin({ twin }: Surroundings): string[] {
  const device = known(twin);
  if (device === undefined) return [];
  const { status, connectionState, lastActivityAt } = device;
  const state = connectionState === undefined ? '' : ` and ${connectionState.toLowerCase()}`;
  const activity =
    lastActivityAt === undefined
      ? 'It names no activity of it: the device may never have connected.'
      : `It names ${sayTime(lastActivityAt)} as its last activity.`;
  return [
    `The registry has the device as ${status}${state}. ${activity} Both are hints: they come minutes late, and HTTPS does not move them.`,
  ];
}

function capitalize(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
