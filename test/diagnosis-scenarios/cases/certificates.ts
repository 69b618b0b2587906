import { twin } from '../azure-bodies';
import type { Scenario } from '../scenario';
import { among } from '../told';

const id = 'pump-7';
const certificate = { authType: 'x509Certificate' } as const;
const never = ['token-renewal'] as const;

/** A certificate is no token: what looks like a renewal of one is something else. */
export const certificateLosses: Scenario[] = [
  {
    name: 'the rhythm of .NET, with a certificate',
    story: 'Lost about every 70 minutes and back at once; it authenticates by X.509.',
    world: among(131, (log) => {
      log.renews(log.device(id, { sdk: 'dotnet', ...certificate }), { jitterSeconds: 20 });
    }),
    ask: { device: id },
    expected: { cause: ['connection-lost', 'undetermined'], never },
  },
  {
    name: 'the rhythm of Java, and the registry knows a thumbprint',
    story: 'Lost about every 70 minutes; no row says how it authenticates, its twin does.',
    world: among(
      132,
      (log) => {
        const pump = log.device(id, { sdk: 'java' });
        log.renews(pump, { without401003: Array.from({ length: 40 }, (_, turn) => turn) });
      },
      { twins: [twin(id, { authenticationType: 'selfSigned' })] },
    ),
    ask: { device: id },
    expected: { cause: ['connection-lost', 'undetermined'], never },
  },
];

export const certificateCloses: Scenario[] = [
  {
    name: 'clean closes every 45 minutes, with a certificate',
    story: 'A Node.js device with a certificate of an authority closes in a rhythm of its own.',
    world: among(133, (log) => log.renews(log.device(id, { sdk: 'node' }), { jitterSeconds: 20 }), {
      twins: [twin(id, { authenticationType: 'certificateAuthority' })],
    }),
    ask: { device: id },
    expected: { cause: ['graceful-close', 'undetermined'], never },
  },
];

export const tokensDespiteTwin: Scenario[] = [
  {
    name: 'renewals, and a certificate since then',
    story: 'All day its rows name a token; the twin tells of the certificate of this evening.',
    world: among(134, (log) => log.renews(log.device(id, { sdk: 'dotnet', authType: 'sas' })), {
      twins: [twin(id, { authenticationType: 'selfSigned' })],
    }),
    ask: { device: id },
    expected: { cause: 'token-renewal' },
  },
];
