import type { Crowd } from '../crowd/crowd';
import { sayCount, sayTime } from '../words';
import type { DeviceFacts } from './device-facts';

/** Who else dropped when the device did, as the rows tell; nothing where nobody asked. */
export function describeCrowd({ crowd }: Pick<DeviceFacts, 'crowd'>): string[] {
  if (crowd === undefined) return [];
  const span = `from ${sayTime(crowd.from)} to ${sayTime(crowd.to)}`;
  return [crowd.glance ? sayGlance(crowd, span) : sayCrowd(crowd, span)];
}

/** Who is connected and silent has no row: a share of those with rows would say too much. */
function sayGlance({ affected, usual }: Crowd, span: string): string {
  const often = usual < 1 ? '' : `, where about ${Math.round(usual)} are usual`;
  const lost =
    affected === 0
      ? 'No device lost its connection with an error'
      : `${sayCount(affected, 'device')} lost ${affected === 1 ? 'its' : 'their'} connection with an error, this one counted if it did`;
  return `On the hub: ${lost.charAt(0).toLowerCase()}${lost.slice(1)}, ${span}${often} (query devices-lost).`;
}

function sayCrowd({ affected, others }: Crowd, span: string): string {
  const seen = sayCount(affected + others, 'device');
  const dropped =
    affected === 0
      ? 'none dropped otherwise than by a renewal or a goodbye'
      : `${affected.toLocaleString('en-US')} dropped otherwise than by a renewal or a goodbye, this one counted if it did`;
  return `Of ${seen} seen on the hub in the hours around then, ${dropped} ${span} (query devices-affected).`;
}
