import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

export interface SigningKey {
  kid: string;
  /** As Entra publishes it: without its algorithm. */
  publicJwk: JWK;
  sign(claims: JWTPayload, header?: Record<string, unknown>): Promise<string>;
}

export async function createSigningKey(kid: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const publicJwk = { ...(await exportJWK(publicKey)), kid, use: 'sig' };
  return {
    kid,
    publicJwk,
    sign: (claims, header) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid, ...header })
        .sign(privateKey),
  };
}

export interface KeyServer {
  origin: string;
  /** Paths it was asked for, in order. */
  asked: string[];
  /** What it answers with; tests change it. */
  reply: { status: number; headers?: Record<string, string>; body: string } | 'silence' | 'cut';
  publish(...keys: SigningKey[]): void;
  close(): Promise<void>;
}

/** Where Entra would publish the keys of its tokens, on loopback. */
export async function openKeyServer(...keys: SigningKey[]): Promise<KeyServer> {
  const server = createServer((req, res) => {
    entra.asked.push(req.url ?? '');
    if (entra.reply === 'silence') return;
    if (entra.reply === 'cut') {
      req.socket.destroy();
      return;
    }
    res.writeHead(entra.reply.status, entra.reply.headers);
    res.end(entra.reply.body);
  });
  const entra: KeyServer = {
    origin: await listen(server),
    asked: [],
    reply: 'cut',
    publish(...published) {
      const body = JSON.stringify({ keys: published.map((key) => key.publicJwk) });
      entra.reply = { status: 200, headers: { 'content-type': 'application/json' }, body };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  entra.publish(...keys);
  return entra;
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}
