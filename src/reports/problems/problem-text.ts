import type { AppError } from '../../shared/app-error';
import type { Step } from '../report';
import type { ReportContext } from '../report-context';

/** What we say of one failure code. Functions where the words depend on the failure at hand. */
export interface ProblemText {
  /** The headline after "Problem". */
  title: string;
  /** What it means for the reader. */
  means: string | ((error: AppError, context: ReportContext) => string);
  steps: Step[] | ((error: AppError, context: ReportContext) => Step[]);
  /** Whom to ask when the steps do not help. */
  ask: string;
}
