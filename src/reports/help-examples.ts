/** The commands as the help card lists them: what to say, and what it does. */
export const helpExamples: { say: string; does: string }[] = [
  {
    say: 'why did device-42 disconnect in the last 6 hours',
    does: 'Finds the cause in the logs, with the evidence for it.',
  },
  { say: 'summary since 9am', does: 'Counts the disconnects of a hub by device and error code.' },
  {
    say: 'queries',
    does: 'Lists the log queries you can run, with tables to page through.',
  },
  { say: 'what is 404104', does: 'Explains an error code: cause and resolution.' },
  { say: 'check device-42', does: 'Walks through the connection checklist for one device.' },
  {
    say: 'why no alert for device-42',
    does: 'Tells what was received, what was decided, and whom it was shown.',
  },
  {
    say: 'mute device-42 for 2h because new firmware',
    does: 'Keeps a device, a pattern such as line7-*, a hub or a cause off this conversation.',
  },
  {
    say: 'planned work on contoso-hub tomorrow 22:00 to 02:00',
    does: 'Mutes for later; “mutes” lists all, “unmute” ends one.',
  },
  { say: 'ack', does: 'Takes the open incident of this conversation in hand.' },
  {
    say: 'subscribe to contoso-hub',
    does: 'Sends alert cards here; plain “subscribe” sends all, “subscriptions” says which come.',
  },
];
