import { closest, distance } from 'fastest-levenshtein';
import type { CommandAction, ProblemReport } from '../../reports/report';
import type { IntentParameters, Understanding } from '../intent';

const mostNear = 3;
const ask = 'Whoever operates this bot knows its hubs and devices.';

/** The word is the name of a hub and the id of a device. */
export function reportMeantWhich(understanding: Understanding, word: string): ProblemReport {
  const { devices: _devices, hub: _hub, ...rest } = understanding.parameters;
  return doubt({
    code: `${understanding.intent}_ambiguous`,
    title: `what is ${word}`,
    happened: `${word} is a hub and a device, so nothing was changed.`,
    means: 'The hub stands for all of its devices, the device for itself alone.',
    step: 'Choose what you mean.',
    actions: [
      again(understanding, `Hub ${word}`, { ...rest, hub: word, anyway: true }),
      again(understanding, `Device ${word}`, { ...rest, devices: [word], anyway: true }),
    ],
  });
}

export function reportHubUnknown(
  understanding: Understanding,
  hub: string,
  names: string[],
): ProblemReport {
  const { parameters } = understanding;
  const nearest = names.length === 0 ? [] : [closest(hub.toLowerCase(), names)];
  const others = names.filter((name) => !nearest.includes(name));
  const offered = [...nearest, ...others].slice(0, mostNear);
  const isWhole = parameters.devices === undefined && parameters.pattern === undefined;
  const asDevice =
    isWhole && parameters.cause === undefined
      ? [again(understanding, `Device ${hub}`, { ...asDeviceOf(parameters, hub), anyway: true })]
      : [];
  return doubt({
    code: `${understanding.intent}_hub_unknown`,
    title: `no hub ${hub}`,
    happened: `I know no hub called ${hub}, so nothing was changed.`,
    means: offered.length === 0 ? 'No hub is known here.' : `Known here: ${offered.join(', ')}.`,
    step: 'Choose a hub, or say the name as it is configured.',
    actions: [
      ...offered.map((name) => again(understanding, name, { ...parameters, hub: name })),
      ...asDevice,
    ],
  });
}

/** A slip in an id would hide nothing, and leave what was meant as loud as before. */
export function reportNearlySame(
  understanding: Understanding,
  device: string,
  near: string[],
): ProblemReport {
  const { parameters } = understanding;
  const offered = [...near]
    .sort((a, b) => distance(a, device) - distance(b, device))
    .slice(0, mostNear);
  return doubt({
    code: `${understanding.intent}_device_unknown`,
    title: `no device ${device} so far`,
    happened: `Nothing was received of ${device} so far, so nothing was changed.`,
    means: `There is ${offered.join(', ')}.`,
    step: 'Choose the device you mean.',
    actions: [
      ...offered.map((id) => again(understanding, id, { ...parameters, devices: [id] })),
      again(understanding, `${device} all the same`, { ...parameters, anyway: true }),
    ],
  });
}

function asDeviceOf({ hub: _hub, ...rest }: IntentParameters, device: string): IntentParameters {
  return { ...rest, devices: [device] };
}

function again(
  { intent }: Understanding,
  title: string,
  parameters: IntentParameters,
): CommandAction {
  const tooltip = `${intent === 'subscribe' ? 'Subscribe to' : 'Mute'} ${title}`;
  return {
    kind: 'command',
    title,
    tooltip,
    verb: intent,
    parameters: { ...parameters },
  };
}

function doubt(words: {
  code: string;
  title: string;
  happened: string;
  means: string;
  step: string;
  actions: CommandAction[];
}): ProblemReport {
  return {
    kind: 'problem',
    code: words.code,
    headline: { tone: 'neutral', icon: '◇', word: 'Question', text: words.title },
    spoken: `${words.happened} ${words.means}`,
    happened: words.happened,
    means: words.means,
    steps: [{ text: words.step }],
    ask,
    suggestions: [],
    actions: words.actions,
    more: [],
  };
}
