import { questionOfAlert } from '../diagnosis/topics/alert-question';
import type { Alert } from '../ports/alert';
import { describeActivityEffect } from './alert-activity';
import { healthSteps } from './alert-health';
import type { Step } from './report';

/** What to do about an alert before, or without, any answer of the logs. */
export function alertSteps(alert: Alert): Step[] {
  const effect = describeActivityEffect(alert)?.steps(alert.hub?.name) ?? [];
  const unasked = questionOfAlert(alert) === undefined ? stepsUnasked(alert) : [];
  return [...effect, ...healthSteps(alert), ...unasked];
}

function stepsUnasked({ about, unknownHub }: Alert): Step[] {
  if (unknownHub !== undefined && about.kind !== 'budget') return addHub(unknownHub);
  return [
    { text: 'Open the alert in the Azure portal: what it is about is to be looked at there.' },
    {
      text: 'If such alerts are not wanted here, take this webhook out of the action group of their rule.',
    },
  ];
}

function addHub(name: string): Step[] {
  // A command is made to be pasted into a shell: only what can be a hub name goes into it.
  const hub = /^[A-Za-z0-9-]{1,50}$/.test(name) ? name : '<hub>';
  return [
    {
      text: 'If Reconnect should look after this hub, add its resource id to IOT_HUB_RESOURCE_IDS and restart.',
      detail: 'This prints the resource id:',
      command: `az iot hub show --name ${hub} --query id --output tsv`,
    },
    {
      text: 'Its logs have to reach the same workspace, and Reconnect needs the role Log Analytics Reader there.',
    },
  ];
}
