import type { Diagnosis } from '../diagnosis/diagnosis';
import { links, ports } from '../knowledge/links';
import type { ChecklistItem, Step } from '../reports/report';
import { sayCount, sayUtc } from '../reports/words';
import { checklistItem } from './checklist-item';
import type { Outcome } from './outcome';

const title = 'Port 8883 open for MQTT';
const mqttPort = 8883;

/** As log rows name protocols, and as people do. */
const protocolNames: Record<string, string> = {
  mqtt: 'MQTT',
  mqttws: 'MQTT over WebSockets',
  amqp: 'AMQP',
  amqpws: 'AMQP over WebSockets',
  http: 'HTTPS',
  https: 'HTTPS',
};

/**
 * Second item. A blocked port leaves no trace at the hub, so only the device's side can tell; what
 * rows can tell is that a connection once got through.
 */
export function checkPort(
  device: string,
  hostName: string,
  diagnosis: Outcome<Diagnosis>,
): ChecklistItem {
  if (diagnosis.kind === 'failure') {
    const finding = `The hub cannot see a blocked port, and the logs could not be asked: ${diagnosis.why}`;
    return checklistItem(title, 'ask', finding, testSteps(hostName, mqttPort));
  }
  const used = usedProtocol(diagnosis.value);
  if (used === undefined) {
    const finding = `The hub cannot see a blocked port. No row of ${device} in this window shows a connection that got through.`;
    return checklistItem(title, 'ask', finding, testSteps(hostName, mqttPort));
  }
  return gotThrough(diagnosis.value, used, hostName);
}

function gotThrough(
  diagnosis: Diagnosis,
  used: { name: string; port: number },
  hostName: string,
): ChecklistItem {
  const isMqtt = used.port === mqttPort;
  const usedWords = isMqtt
    ? `so port ${mqttPort} was open then`
    : `which uses port ${used.port} and not ${mqttPort}; that port was open then`;
  const seen = connectWords(diagnosis, used.name) ?? `${rowWords(diagnosis)} over ${used.name}`;
  const finding = `${seen}, ${usedWords}. Whether it is open now, only a test at the device tells.`;
  return checklistItem(title, 'passed', finding, testSteps(hostName, used.port));
}

/** The newest connect is the best proof: everything had to get through for it. */
function connectWords({ lastConnectAt }: Diagnosis, protocol: string): string | undefined {
  if (lastConnectAt === undefined) return undefined;
  return `It connected over ${protocol} at ${sayUtc(lastConnectAt)}`;
}

/** What was seen, and when last: any row proves that packets reached the hub. */
function rowWords({ connects, disconnects, lastAt }: Diagnosis): string {
  const counts = [
    connects > 0 ? sayCount(connects, 'connect') : '',
    disconnects > 0 ? sayCount(disconnects, 'disconnect') : '',
  ].filter(Boolean);
  const seen = counts.length === 0 ? 'refused attempts' : counts.join(' and ');
  const when = lastAt === undefined ? '' : ` (latest disconnect ${sayUtc(lastAt)})`;
  return `Seen in this window: ${seen}${when}`;
}

function usedProtocol(diagnosis: Diagnosis): { name: string; port: number } | undefined {
  const name = protocolNames[diagnosis.protocol?.toLowerCase() ?? ''];
  const port = ports.find(({ protocol }) => protocol === name)?.port;
  return name === undefined || port === undefined ? undefined : { name, port };
}

function testSteps(hostName: string, port: number): Step[] {
  return [
    {
      text: `On the device, or in its network: test port ${port} from Linux.`,
      detail: 'CONNECTED and a certificate chain mean that the port is open.',
      command: `openssl s_client -connect ${hostName}:${port} -servername ${hostName} </dev/null`,
    },
    {
      text: 'From Windows, in PowerShell.',
      detail: 'TcpTestSucceeded : True means that the port is open.',
      command: `Test-NetConnection -ComputerName ${hostName} -Port ${port}`,
    },
    {
      text: 'If it is blocked: open it for outgoing TCP, or use MQTT or AMQP over WebSockets on port 443.',
      detail:
        'In the SDKs that is a choice of transport: MqttWs or AmqpWs instead of Mqtt or Amqp.',
      url: links.protocolsAndPorts.url,
    },
  ];
}
