import { UserError } from '../../errors.ts';
import { doubtsOf } from '../../model/doubts.ts';
import type { Report } from '../../model/report.ts';
import type { TenantOutcome } from '../contract.ts';
import type { PreparedMail } from '../mail.ts';
import type { ReportTask } from '../report-task.ts';
import type { Post, Sent } from './deliver-report.ts';

/** How mail about a tenant leaves the house; null where no server is configured, or no mail is wanted. */
export const postFor = ({ tenant, request: { smtp, signal, config }, tools: { outbox } }: ReportTask): Post | null =>
  smtp === null || outbox === null ? null : { ...outbox, smtp, tenant, operators: config.operators, signal };

/** Mails of earlier reports that are due: what must not be overlooked of them. */
export const deliverEarlier = async (task: ReportTask): Promise<readonly string[]> => {
  const post = postFor(task);
  if (post === null || !post.lasting) return [];
  const { deliverWaiting } = await import('./deliver-report.ts');
  return deliverWaiting(post, task.world);
};

/** The mail to the recipients, and how the one is made that goes to the operators instead. */
export type Mails = { readonly mail: PreparedMail; readonly forOperators: () => Promise<PreparedMail> };

type Delivered = Pick<Sent, 'delivery' | 'missing'>;

const NOBODY_TO_TELL =
  'the mail was held back, because the report is not evaluable, incomplete or provisional. Name "operators" in the configuration, who then get it; or send it with "vdc-report send"; or set report.uncertain to recipients.';

/** A report that is in doubt goes to the operators, unless its recipients want it all the same. */
const audienceFor = ({ tenant }: ReportTask, report: Report): 'tenant' | 'operators' =>
  doubtsOf(report).length > 0 && tenant.report.uncertain === 'operators' ? 'operators' : 'tenant';

/** Sends the mail of a report where a server and recipients are configured. */
export const deliver = async (task: ReportTask, report: Report, { mail, forOperators }: Mails): Promise<Delivered> => {
  const post = postFor(task);
  if (post === null || task.tenant.email.to.length === 0) return { delivery: 'none', missing: [] };
  const audience = audienceFor(task, report);
  const { deliverReport, heldBack } = await import('./deliver-report.ts');
  if (audience === 'operators' && post.operators.length === 0 && heldBack(report) === null) {
    task.watch.note(NOBODY_TO_TELL);
    return { delivery: 'held', missing: [] };
  }
  task.watch.stage('deliver');
  const chosen = audience === 'operators' && post.operators.length > 0 ? await forOperators() : mail;
  const { notes, delivery, missing } = await deliverReport(report, chosen, post, task.world, audience);
  notes.forEach((text) => task.watch.note(text));
  return { delivery, missing };
};

/** Tells the operators of an incident that has begun, or is over; see `incident.ts`. */
export const tellOperators = async (task: ReportTask, outcome: TenantOutcome): Promise<readonly string[]> => {
  const post = postFor(task);
  if (post === null || !post.lasting || post.operators.length === 0) return [];
  const { tellOfIncident } = await import('./incident.ts');
  try {
    return await tellOfIncident(task, outcome, post);
  } catch (error) {
    // An archive that fails has made an incident of its own already.
    if (error instanceof UserError) return [`Tenant ${task.tenant.id}: the operators could not be told: ${error.message}`];
    throw error;
  }
};
