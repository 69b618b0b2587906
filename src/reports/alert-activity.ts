import { adviseDiagnosticSetting } from '../diagnosis/advise';
import type { Alert } from '../ports/alert';
import type { Step } from './report';

interface Effect {
  means: string;
  steps(hubName: string | undefined): Step[];
}

/**
 * What an operation on a hub does to its devices and logs, where that is known; undefined for other
 * operations and for those that failed.
 */
export function describeActivityEffect({ about }: Alert): Effect | undefined {
  if (about.kind !== 'activity' || /fail|cancel|reject/i.test(about.status)) return undefined;
  return effects.find(({ operation }) => operation.test(about.operation))?.effect;
}

const effects: { operation: RegExp; effect: Effect }[] = [
  {
    operation: /\/diagnosticSettings\/delete$/i,
    effect: {
      means:
        'A diagnostic setting is gone: where it brought the connection logs, disconnects after this moment cannot be seen.',
      steps: (hubName) => [adviseDiagnosticSetting(hubName)],
    },
  },
  {
    operation: /\/diagnosticSettings\/write$/i,
    effect: {
      means: 'A diagnostic setting was changed: it decides which logs are there to be asked.',
      steps: (hubName) => [adviseDiagnosticSetting(hubName)],
    },
  },
  {
    operation: /regenerat|generate\w*key/i,
    effect: {
      means:
        'A key was made anew: whoever still uses the old one is refused with 401003 as soon as its token has to be renewed.',
      steps: () => [
        { text: 'Give the new key to every service and device that used the old one.' },
        { text: 'Say “summary” in an hour: refusals with 401003 show who was forgotten.' },
      ],
    },
  },
  {
    operation: /^Microsoft\.Devices\/IotHubs\/delete$/i,
    effect: {
      means: 'The hub is deleted: no device can connect to it, and its logs end here.',
      steps: () => [
        {
          text: 'Ask whoever deleted it whether that was meant. A deleted hub and its identities cannot be brought back.',
        },
      ],
    },
  },
];
