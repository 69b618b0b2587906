import { links } from '../knowledge/links';
import type { Alert } from '../ports/alert';
import type { ResourceHealthAbout, ServiceHealthAbout } from '../ports/alert-about';
import type { Step } from './report';

/** What Azure's own word means for the reader of what the devices did; undefined for other alerts. */
export function noteHealth(alert: Alert): string | undefined {
  const { about } = alert;
  if (about.kind === 'resource-health') {
    return isOfHub(alert) ? noteResource(about, alert.hubs.length > 0) : undefined;
  }
  return about.kind === 'service-health' && about.concernsIotHub ? noteService(about) : undefined;
}

/** What to do while, and after, Azure says that it is not well. */
export function healthSteps(alert: Alert): Step[] {
  const { about } = alert;
  if (about.kind === 'resource-health') {
    return about.isOver || !isOfHub(alert) ? [] : resourceSteps(about);
  }
  if (about.kind !== 'service-health' || !about.concernsIotHub) return [];
  const id = about.trackingId === '' ? '' : ` (tracking id ${about.trackingId})`;
  return [
    {
      text: `Follow the event in Azure Service Health${id}; nothing has to be changed on the devices.`,
      detail: 'Portal: Service Health > Service issues.',
      url: links.azureStatus.url,
    },
  ];
}

/** Resource Health tells of machines and databases as well: nothing said of a hub fits those. */
function isOfHub({ hubs, unknownHub }: Alert): boolean {
  return hubs.length > 0 || unknownHub !== undefined;
}

function noteResource({ isOver, cause }: ResourceHealthAbout, wasAsked: boolean): string {
  if (isOver) {
    const again = 'Azure says that the hub is well again.';
    return wasAsked ? `${again} What the devices did stands below.` : again;
  }
  if (/user/i.test(cause)) {
    return 'Azure itself reports the hub as not well, because of something that was done to it on the side of its owner.';
  }
  return 'Azure itself reports the hub as not well: look there before you look for a fault of the devices.';
}

function noteService({ isOver }: ServiceHealthAbout): string {
  return isOver
    ? 'Azure says that this is over. Devices that are still away have another reason.'
    : 'Azure itself tells of this: whether our hubs are hit, only what their devices did shows.';
}

function resourceSteps({ cause }: ResourceHealthAbout): Step[] {
  const look: Step = {
    text: 'Read what Azure says about the hub, and whether it gives a time.',
    detail: 'Portal: the hub > Help > Resource health.',
    url: links.azureStatus.url,
  };
  return /user/i.test(cause)
    ? [look, { text: 'Ask who changed the hub: its activity log names them.' }]
    : [look, { text: 'Open a support request if Azure says nothing new for an hour.' }];
}
