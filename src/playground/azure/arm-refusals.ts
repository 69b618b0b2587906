import { armError, hubNotFound } from './arm-errors';
import { armActions } from './arm-faults';
import type { ArmRequest } from './arm-resource';
import type { ArmPart, Effect } from './fault-effects';
import type { WireError } from './wire-errors';

/** How Resource Manager words the refusals that can be switched on. */
export function armRefusal(
  part: ArmPart,
  request: ArmRequest,
): (effect: Effect) => WireError | undefined {
  const action = armActions[part];
  const { resourceId, subscriptionId } = request;
  return (effect) => {
    switch (effect) {
      case '401':
        return armError(401, 'InvalidAuthenticationToken', 'The access token is invalid.');
      case '403':
        return armError(
          403,
          'AuthorizationFailed',
          `The client '${clientId}' with object id '${clientId}' does not have authorization to perform action '${action}' over scope '${resourceId}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
        );
      case '404':
        return hubNotFound(request);
      case '429':
        return armError(
          429,
          'SubscriptionRequestsThrottled',
          `Number of read requests for subscription '${subscriptionId}' exceeded the limit. Please try again after '20' seconds.`,
        );
      case '503':
        return armError(503, 'ServiceUnavailable', 'The service is temporarily unavailable.');
      case '504':
        return armError(
          504,
          'GatewayTimeout',
          `The gateway did not receive a response from '${action.split('/')[0]}' within the specified time period.`,
        );
      default:
        return undefined;
    }
  };
}

const clientId = '00000000-0000-0000-0000-000000000009';
