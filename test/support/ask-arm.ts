import { hubId } from './local-azure';

/** Asks the local Azure what Resource Manager would be asked about the hub of the test data. */
export async function askArm(
  origin: string,
  what: { of?: string; path?: string; query?: Record<string, string> },
): Promise<{ status: number; body: unknown; headers: Headers }> {
  const { of = hubId, path = '', query = { 'api-version': '2018-01-01' } } = what;
  const search = new URLSearchParams(query).toString();
  const response = await fetch(`${origin}${of}${path}?${search}`, {
    headers: { authorization: 'Bearer local' },
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}
