const address = /^(?<name>[^@\s]+)@[^@\s]+$/;
// A guest's name holds their home address: anna_fabrikam.com#EXT#@contoso.onmicrosoft.com.
const guest = /^(?<name>[^@\s]+)_[^_@\s]+#ext#/i;
const guid = /^(?<start>[0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const maxLength = 60;

/**
 * Who did it, with as little as is needed to ask them: of an address the name, of an id its first
 * part. Services go by their own name.
 */
export function readCallerName(caller: string): string {
  const name = guest.exec(caller)?.groups?.name ?? address.exec(caller)?.groups?.name;
  if (name !== undefined) return name.slice(0, maxLength);
  const start = guid.exec(caller)?.groups?.start;
  return start === undefined ? caller.slice(0, maxLength) : `identity ${start}…`;
}
