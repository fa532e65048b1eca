import type { Report } from '../../model/report.ts';
import { visibleText } from '../escape.ts';
import type { Assets } from '../html/assets.ts';
import type { ViewContext } from '../html/view/context.ts';
import { viewContext } from '../html/view/index.ts';
import { isolated, visibleLine } from '../right-to-left.ts';
import { compileTemplate, templateText } from '../strict-templates.ts';
import { mailImages } from './brand.ts';
import type { InlineImage } from './mime.ts';
import { mailText } from './text.ts';
import { mailView, type MailOptions } from './view.ts';

/** One visible line, the two forms of one content, and the pictures that its HTML shows. */
export type MailParts = { readonly subject: string; readonly html: string; readonly text: string; readonly images: readonly InlineImage[] };

export type EmailRenderer = (report: Report, options: MailOptions) => MailParts;

/** Short enough that a tenant's name cannot push the outcome out of the subject. */
const MAX_TENANT = 48;
/** One less than allowed: what is cut ends in an ellipsis. */
const MAX_SUBJECT = 149;

const subjectOf = ({ report, m, f, names }: ViewContext): string => {
  const tenant = { ...report.tenant, name: isolated(visibleText(names.tenant, MAX_TENANT)) };
  return visibleLine(m.email.subject({ ...report, tenant }, f), MAX_SUBJECT);
};

/** Compiles the template once. Strict: a name that the data lacks is an error, never a blank. */
export const createEmailRenderer = (assets: Assets): EmailRenderer => {
  const page = compileTemplate(templateText(assets.templates, 'email'));
  return (report, options) => {
    const context = viewContext(report);
    const view = mailView(context, options);
    return { subject: subjectOf(context), html: page(view), text: mailText(view), images: mailImages(options.branding) };
  };
};
