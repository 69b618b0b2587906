import { checkServiceUrl } from '../../../src/adapters/teams/service-url';

it.each([
  'https://smba.trafficmanager.net/emea/00000000-0000-0000-0000-000000000000/',
  'https://webchat.botframework.com/',
  'https://smba.infra.gcc.teams.microsoft.com/gcc/',
  'https://smba.infra.gov.teams.microsoft.us/gcch/',
])('with credentials the bot writes to %s', (url) => {
  expect(() => checkServiceUrl(url, { hasCredentials: true })).not.toThrow();
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
  expect(() => checkServiceUrl(url, { hasCredentials: true })).toThrow(
    expect.objectContaining({ code: 'service_url_refused' }),
  );
});

it.each(['http://127.0.0.1:3978/local/connector', 'http://localhost:1/', 'https://[::1]:2/'])(
  'without credentials the bot writes to this machine: %s',
  (url) => {
    expect(() => checkServiceUrl(url, { hasCredentials: false })).not.toThrow();
  },
);
