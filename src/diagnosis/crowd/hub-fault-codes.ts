/** A fault of the hub: its number, or the name that some rows carry instead. */
export function isHubFaultCode(code: string): boolean {
  return /^(?:5\d\d|404012$|IotHubFailingOver|InternalServerError|ServerError|ServiceUnavailable|Generic(?:Gateway)?Timeout|GatewayTimeout)/i.test(
    code,
  );
}
