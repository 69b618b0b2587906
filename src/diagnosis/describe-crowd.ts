import type { DeviceFacts } from './device-facts';
import { sayCount, sayTime } from './words';

/** Who else dropped when the device did, as the rows tell; nothing where nobody asked. */
export function describeCrowd({ crowd }: Pick<DeviceFacts, 'crowd'>): string[] {
  if (crowd === undefined) return [];
  const { affected, others, from, to } = crowd;
  const seen = sayCount(affected + others, 'device');
  const dropped =
    affected === 0
      ? 'none dropped otherwise than by a renewal or a goodbye'
      : `${affected.toLocaleString('en-US')} dropped otherwise than by a renewal or a goodbye, this one counted if it did`;
  return [
    `Of ${seen} with rows around then, ${dropped} from ${sayTime(from)} to ${sayTime(to)} (query ${affected < 3 ? 'devices-lost' : 'devices-affected'}).`,
  ];
}
