import type { KnownSdk } from '../../knowledge/find-sdk';
import { links } from '../../knowledge/links';
import type { HealthStatus } from '../../ports/health-source';
import type { AdvisedStep } from '../diagnosis';

/** What helps against 5xx errors of a hub, in the order of what it costs. */
export function adviseHubFault(
  sdk: KnownSdk | undefined,
  impairment?: HealthStatus | undefined,
): AdvisedStep[] {
  return [
    {
      text: `Let the devices retry with a growing pause${sdkWords(sdk)}: most such faults pass in minutes.`,
      url: links.sdks.url,
    },
    {
      text:
        impairment === undefined
          ? 'Look at Resource Health of the hub.'
          : sayImpairment(impairment),
      detail: 'Portal: the hub > Help > Resource health.',
    },
    {
      text: 'Look at Azure Status for a fault of the region.',
      url: 'https://azure.status.microsoft/status',
    },
    {
      text: 'If it lasts, think about a manual failover to the paired region.',
      detail:
        'It takes the hub away for minutes to hours, messages and pending commands can be lost, and going back is a second failover. Portal: the hub > Hub settings > Failover.',
      url: 'https://learn.microsoft.com/azure/iot-hub/iot-hub-ha-dr',
    },
    {
      text: 'Open a support request with the hub, the time and two device ids if nothing helps.',
      detail: 'Portal: the hub > Help > Support + Troubleshooting.',
    },
  ];
}

function sdkWords(sdk: KnownSdk | undefined): string {
  return sdk?.outdated ? `, and plan to update the ${sdk.name} SDK (${sdk.version})` : '';
}

function sayImpairment({ title, summary }: HealthStatus): string {
  const said = (title || summary)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 160);
  return `Follow Resource Health of the hub${said === '' ? '' : `. It says: “${said}”`}`;
}
