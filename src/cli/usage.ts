export const usage = `Reconnect: why devices dropped off Azure IoT Hub.

  reconnect why <device>     why did this device disconnect
  reconnect summary          disconnects of a hub: who, how often, which codes
  reconnect decode <code>    an error code, name or pasted log line in plain words
  reconnect check <device>   the fallback checklist: enabled, port 8883, SDK version
  reconnect queries [name]   the log queries there are, or the rows of one
  reconnect serve            the bot itself, as npm start runs it
  reconnect fault <name>     makes the local Azure fail: a name from "fault list",
                             for as long as --for says; "fault off" ends it

  --data DIR    exported resource logs below DIR/logs instead of the bundled samples
  --now ISO     the moment that counts as now, such as 2026-03-01T04:00:00Z
  --last 24h    how far to look back: 90m, 6h, 7d or an ISO 8601 duration (at most 90d)
  --for 5m      how long a fault stays on; until "fault off" without it
  --hub NAME    only this hub
  --json        machine-readable output
  --csv         every row of a query as CSV

Without LOG_ANALYTICS_WORKSPACE_ID everything runs locally and needs no Azure account.
Exit codes: 0 answered, whatever the verdict; 1 a source could not be asked; 2 wrong usage.

  reconnect why device-42 --last 6h
  reconnect decode 404104
  reconnect queries error-summary --last 7d --csv
`;
