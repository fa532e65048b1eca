import { readPeriod } from '../config/period.ts';
import { pack, type PackedEvidence } from '../evidence/pack.ts';
import type { Evidence } from '../model/evidence.ts';
import type { ReportInputs } from '../model/inputs.ts';
import type { Instant } from '../model/instant.ts';
import type { Report } from '../model/report.ts';
import { concerning } from '../report/exceptions.ts';
import { disclose, FULL_DISCLOSURE } from './disclosure.ts';
import { historyOf } from './history.ts';
import { inputsOf } from './inputs.ts';
import { gatherEvidence } from './knowledge.ts';
import { reportFrom } from './report-from.ts';
import type { ReportTask } from './report-task.ts';
import { previousReport, successionOf } from './series.ts';

/** A report that is still to be rendered, and all that is left of the evidence by then: it is by far the largest thing in memory. */
export type Draft = {
  readonly report: Report;
  /** The archive keeps names, so that the next report finds its jobs again. */
  readonly noted: Report;
  readonly inputs: ReportInputs;
  /** When the last answer that the report rests on was there. */
  readonly knownAt: Instant;
  /** Null: the responses do not go along. */
  readonly packed: PackedEvidence | null;
};

/** Of what happened after the collection nothing is known: an instant that is no earlier states no more than the collection does. */
const earlierThan = (collectedAt: Instant, named: Instant | null): Instant | null => (named !== null && named < collectedAt ? named : null);

/** When the earliest list of jobs was read that was read after an instant: an archive that knew it earlier would have told of it. */
const firstListAfter = ({ exchanges }: Evidence, instant: Instant | null): Instant | null => {
  const later = exchanges.flatMap(({ resource, sentAt }) => (instant !== null && resource.kind === 'jobs' && sentAt > instant ? [sentAt] : []));
  return later.length === 0 ? null : Math.min(...later);
};

/** The report, with what it replaces in the place where it will lie. */
const compose = async ({ tenant, request: { out, disclosures } }: ReportTask, evidence: Evidence, asked: ReportInputs): Promise<Draft> => {
  const disclosure = disclosures.get(tenant.id) ?? FULL_DISCLOSURE;
  const whole = reportFrom(evidence, asked);
  const draft = disclose(whole, evidence, disclosure);
  const supersedes = await successionOf(draft, out);
  // What is replaced enters no figure and no id: it is only shown.
  const inputs = { ...asked, responses: concerning(asked.responses, whole, asked.period), supersedes };
  return {
    report: { ...draft, supersedes },
    noted: { ...whole, reportId: draft.reportId },
    inputs,
    knownAt: evidence.finishedAt,
    packed: disclosure.evidence ? await pack(evidence, inputs) : null,
  };
};

/** From the first request to the finished figures. */
export const draftFor = async (task: ReportTask): Promise<Draft> => {
  const { tenant, request, world, tools, watch } = task;
  const period = readPeriod(request.periodText, { timezone: tenant.timezone, now: request.asOf ?? world.now() });
  const evidence = await gatherEvidence(task, period);
  const { version } = world;
  const knownAt = request.mode === 'report' ? request.asOf : null;
  const namedAsOf = earlierThan(evidence.startedAt, request.asOf);
  const about = {
    period,
    namedAsOf,
    collectedAt: evidence.startedAt,
    // What is collected at this moment is hindsight by intention, and its instant would make no two runs alike.
    knownSince: request.mode === 'report' ? firstListAfter(evidence, namedAsOf) : null,
    version,
    templates: tools.rendering(tenant.report.templates).templates,
    responses: request.responses.get(tenant.id) ?? [],
    branding: request.brandings.get(tenant.id) ?? null,
    previous: await previousReport(tools.archive, tenant.id, period, knownAt),
    history: await historyOf(tools.archive, tenant.id, period, knownAt),
  };
  watch.stage('analyze');
  return compose(task, evidence, inputsOf(tenant, about));
};
