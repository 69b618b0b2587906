import { findErrorCode } from '../../knowledge/find-error-code';
import type { AdvisedStep } from '../diagnosis';
import { sayList } from '../words';

export function adviseDuplicate(addresses: string[]): AdvisedStep[] {
  const where =
    addresses.length > 1
      ? `Compare the masked IP addresses ${sayList(addresses.slice(0, 3))}: which of these places should the device be at?`
      : 'Look for a second program with this identity: on the same machine, behind the same router, or a test with its connection string.';
  return [
    { text: where, url: findErrorCode('400027')?.url },
    {
      text: 'Give each client its own identity. A cloned image, a copied connection string or a device that was replaced and still runs are the usual ways to share one.',
    },
    {
      text: 'If the other client should not have it, renew the keys of the device: that shuts both out until the right one has the new key.',
    },
  ];
}
