import { checkServiceUrl } from '../../../src/adapters/teams/service-url';
import { type CloudName, clouds } from '../../../src/clouds';

const inPublicCloud = connectionIn('public');

function connectionIn(cloud: CloudName) {
  return { appId: 'app', chatHosts: clouds[cloud].chatHosts };
}

it.each<[CloudName, string]>([
  ['public', 'https://smba.trafficmanager.net/emea/00000000-0000-0000-0000-000000000000/'],
  ['public', 'https://webchat.botframework.com/'],
  ['public', 'https://smba.infra.gcc.teams.microsoft.com/gcc/'],
  ['usgov', 'https://smba.infra.gov.teams.microsoft.us/gcch/'],
  ['usgov', 'https://webchat.botframework.azure.us/'],
  ['china', 'https://smba.trafficmanager.net/apac/'],
])('with credentials the bot of the cloud %s writes to %s', (cloud, url) => {
  expect(() => checkServiceUrl(url, connectionIn(cloud))).not.toThrow();
});

it.each<[CloudName, string]>([
  ['public', 'https://smba.infra.gov.teams.microsoft.us/gcch/'],
  ['public', 'https://webchat.botframework.us/'],
  ['usgov', 'https://smba.trafficmanager.net/emea/'],
  ['usgov', 'https://smba.infra.gcc.teams.microsoft.com/gcc/'],
  ['china', 'https://smba.infra.gov.teams.microsoft.us/gcch/'],
])('the bot of the cloud %s does not bring its token to another: %s', (cloud, url) => {
  expect(() => checkServiceUrl(url, connectionIn(cloud))).toThrow(
    expect.objectContaining({ code: 'service_url_refused' }),
  );
});

it.each([
  'http://smba.trafficmanager.net/emea/',
  'https://smba.trafficmanager.net.evil.example/',
  'https://evil.trafficmanager.net/',
  'https://evilbotframework.com/',
  'https://botframework.com@evil.example/',
  'https://user:pass@smba.trafficmanager.net/',
  'http://127.0.0.1:3978/',
  '//smba.trafficmanager.net',
  '',
])('with credentials the bot does not write to "%s"', (url) => {
  expect(() => checkServiceUrl(url, inPublicCloud)).toThrow(
    expect.objectContaining({ code: 'service_url_refused' }),
  );
});

it.each(['http://127.0.0.1:3978/local/connector', 'http://localhost:1/', 'https://[::1]:2/'])(
  'without credentials the bot writes to this machine: %s',
  (url) => {
    expect(() => checkServiceUrl(url, { appId: '', chatHosts: [] })).not.toThrow();
  },
);
