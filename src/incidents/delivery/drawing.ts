import type { CardSubject } from '../../ports/outbox';
import type { Report } from '../../reports/report';
import type { DigestLine } from '../../reports/report-digest';

/** What a subject looks like now. */
export interface Drawing {
  /** Grows with every change of the subject. */
  version: number;
  /** `mayRepeatOf`: when an earlier send of unknown outcome was tried, which this may repeat. */
  draw(mayRepeatOf: Date | undefined): Report;
}

/** Draws subjects of one kind as they are at the moment of sending. */
export interface Drawer {
  kind: CardSubject['kind'];
  /** Undefined when there is no such subject any more. */
  find(key: string): Promise<Drawing | undefined>;
}

/** One line of a digest; undefined when there is no such thing any more. */
export type DescribeSubject = (subject: CardSubject) => Promise<DigestLine | undefined>;
