import { AppError } from '../shared/app-error';

/** An error for the sender: which field cannot be read, and why. `path` is empty for the body. */
export function refuseAlert(path: string, reason: string): AlertInvalid {
  return new AlertInvalid(path, reason);
}

export class AlertInvalid extends AppError {
  readonly field: string;

  constructor(field: string, reason: string) {
    super('alert_invalid', field === '' ? `The alert: ${reason}` : `${field}: ${reason}`);
    this.field = field;
  }
}
