import type { DeviceFacts } from './device-facts';
import { sayCount, sayTime } from './words';

/** Who else dropped when the device did, as the rows tell; nothing where nobody asked. */
export function describeCrowd({ crowd }: Pick<DeviceFacts, 'crowd'>): string[] {
  if (crowd === undefined) return [];
  const { affected, others, from, to, usual, codes } = crowd;
  const seen = sayCount(affected + others, 'device');
  const dropped =
    affected === 0
      ? 'none dropped otherwise than by a renewal or a goodbye'
      : `${affected.toLocaleString('en-US')} dropped otherwise than by a renewal or a goodbye, this one counted if it did`;
  const often = usual < 1 ? '' : `, where about ${Math.round(usual)} are usual`;
  const query = codes.length === 0 ? 'devices-lost' : 'devices-affected';
  return [
    `Of ${seen} with rows around then, ${dropped} from ${sayTime(from)} to ${sayTime(to)}${often} (query ${query}).`,
  ];
}
