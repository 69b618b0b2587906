import type { DeviceFacts } from '../device/device-facts';
import type { AdvisedStep } from '../diagnosis';

/** The settings first: they can be read from a phone, and be changed back. */
export function adviseNetworkRefused({ device }: Pick<DeviceFacts, 'device'>): AdvisedStep[] {
  return [
    {
      text: 'Open Security settings > Networking of the hub: is public access on, and does the IP filter accept the address of the device?',
      url: 'https://learn.microsoft.com/azure/iot-hub/iot-hub-ip-filtering',
    },
    {
      text: 'If the address should come in, add it to the filter, or turn public access on again; if not, give the device the private endpoint.',
    },
    {
      text: `Leave the credential of ${device} alone until then: to a filtered address the hub answers as if it were wrong.`,
    },
  ];
}
