import { existsSync } from 'node:fs';
import { readSettings, type Settings } from '../settings';

/** The environment, with what `.env` in the working directory adds to it. */
export function loadSettings(): Settings {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readSettings(process.env);
}
