/** A failure we can explain. The code is stable; the message is for people and may change. */
export class AppError extends Error {
  readonly code: string;
  /** True when the same request may succeed later without anybody changing anything. */
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: string, message: string, details: AppErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryable = details.retryable ?? false;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

export interface AppErrorDetails {
  cause?: unknown;
  retryable?: boolean;
  retryAfterSeconds?: number;
}

export function isAppError(error: unknown, code?: string): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}
