import type { Crowd } from '../diagnosis/crowd/crowd';
import { sayCode } from './say-code';

/** A device that failed in another way than those it dropped with. */
export interface OddOneLine {
  device: string;
  /** "failed differently: 401003 IoTHubUnauthorized, the others 404104". */
  text: string;
}

/** In a crowd nobody looks at them, so they are always on the card's face. */
export function oddOneLines(crowd: Crowd | undefined): OddOneLine[] {
  return (crowd?.oddOnes ?? []).map(({ device, code, name, crowdCode }) => ({
    device,
    text: `failed differently: ${sayCode(code, name)}, the others ${crowdCode || 'without an error code'}`,
  }));
}
