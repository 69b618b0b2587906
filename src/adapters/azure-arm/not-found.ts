import { readPlainSentence } from '../../shared/plain-sentence';
import { readErrorMessage } from './read-body';

/**
 * What a 404 with this body means for the reader. Azure's own sentence mostly says no more than
 * ours; a stand-in knows better than any setting why it has no answer.
 */
export function sayNotFound(resourceId: string, body: string, isStandIn: boolean): string {
  const reason = readReason(body);
  if (reason && isStandIn) return reason;
  const said = reason ? ` It says: ${reason}` : '';
  return `Azure Resource Manager knows no hub ${resourceId}.${said} Check IOT_HUB_RESOURCE_IDS, and that the hub still exists.`;
}

function readReason(body: string): string | undefined {
  const reason = readPlainSentence(readErrorMessage(body));
  if (!reason || /^The Resource '/i.test(reason)) return undefined;
  return reason.replace(/\.?$/, '.');
}
