import * as z from 'zod';
import { traceparent } from '@oma/contract';
import { presentTrace } from '../log-context.ts';
import { once } from '../once.ts';
import type { ExecutionState, JobLauncher, LaunchFailure } from '../runs/job-launcher.ts';
import type { ClientOptions } from './client-options.ts';
import { errorCode, GrpcStatus } from './grpc-status.ts';

const lastSegment = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** Runs the runner as a Cloud Run job. See https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.jobs/run */
export function cloudRunJobs(given: { project: string; region: string; job: string; options: ClientOptions }): JobLauncher {
  const sdk = once(() => import('@google-cloud/run'));
  const jobs = once(async () => new (await sdk()).JobsClient(given.options));
  const executions = once(async () => new (await sdk()).ExecutionsClient(given.options));
  const jobName = `projects/${given.project}/locations/${given.region}/jobs/${given.job}`;
  const executionName = (execution: string): string => `${jobName}/executions/${execution}`;

  return {
    async launch({ runId, claimCode, runsUrl }) {
      try {
        const told = { RUN_ID: runId, CLAIM_CODE: claimCode, RUNS_URL: runsUrl, GOOGLE_CLOUD_PROJECT: given.project, ...traceVariable() };
        const env = Object.entries(told).map(([name, value]) => ({ name, value }));
        const [operation] = await (await jobs()).runJob({ name: jobName, overrides: { containerOverrides: [{ env }] } });
        return { ok: true, value: { execution: lastSegment(executionOf(operation)) } };
      } catch (error) {
        return { ok: false, error: launchFailure(error) };
      }
    },
    async stateOf(execution) {
      try {
        const [found] = await (await executions()).getExecution({ name: executionName(execution) });
        return found.completionTime ? 'ended' : 'running';
      } catch (error) {
        return errorCode(error) === GrpcStatus.NOT_FOUND ? 'ended' : ('unknown' satisfies ExecutionState);
      }
    },
    async cancel(execution) {
      try {
        await (await executions()).cancelExecution({ name: executionName(execution) });
      } catch (error) {
        const code = errorCode(error);
        if (code !== GrpcStatus.NOT_FOUND && code !== GrpcStatus.FAILED_PRECONDITION) throw error;
      }
    },
  };
}

/** The name that OpenTelemetry has for it: the runner's first lines belong to the trace in which it was launched. */
function traceVariable(): { TRACEPARENT?: string } {
  const trace = presentTrace();
  return trace === null ? {} : { TRACEPARENT: traceparent(trace) };
}

const ExecutionMetadata = z.object({ name: z.string() });

/** The operation is never awaited: its metadata is the execution as it begins. */
const executionOf = (operation: { metadata: unknown }): string => ExecutionMetadata.parse(operation.metadata).name;

function launchFailure(error: unknown): LaunchFailure {
  const code = errorCode(error);
  const detail = `Cloud Run refused the job (${code ?? 'no code'})`;
  const isPermanent =
    code === GrpcStatus.INVALID_ARGUMENT ||
    code === GrpcStatus.NOT_FOUND ||
    code === GrpcStatus.PERMISSION_DENIED ||
    code === GrpcStatus.FAILED_PRECONDITION;
  return { kind: isPermanent ? 'refused' : 'busy', detail };
}
