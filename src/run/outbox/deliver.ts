import type { Report } from '../../model/report.ts';
import type { PreparedMail } from '../mail.ts';
import type { ReportTask } from '../report-task.ts';
import type { Post, Sent } from './deliver-report.ts';

/** How mail of a tenant leaves the house; null where no server or no recipient is configured, or no mail is wanted. */
const postFor = ({ tenant, request: { smtp, signal }, tools: { outbox } }: ReportTask): Post | null => {
  if (smtp === null || outbox === null || tenant.email.to.length === 0) return null;
  return { outbox: outbox.outbox, lasting: outbox.lasting, smtp, tenant, signal };
};

/** Mails of earlier reports that are due: what must not be overlooked of them. */
export const deliverEarlier = async (task: ReportTask): Promise<readonly string[]> => {
  const post = postFor(task);
  if (post === null || !post.lasting) return [];
  const { deliverWaiting } = await import('./deliver-report.ts');
  return deliverWaiting(post, task.world);
};

/** Sends the mail of a report where a server and recipients are configured. */
export const deliver = async (task: ReportTask, report: Report, mail: PreparedMail): Promise<Pick<Sent, 'delivery' | 'missing'>> => {
  const post = postFor(task);
  if (post === null) return { delivery: 'none', missing: [] };
  task.watch.stage('deliver');
  const { deliverReport } = await import('./deliver-report.ts');
  const { notes, delivery, missing } = await deliverReport(report, mail, post, task.world);
  notes.forEach((text) => task.watch.note(text));
  return { delivery, missing };
};
