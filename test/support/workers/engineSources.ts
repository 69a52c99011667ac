/** What one worker process has of the package: {@link newEngine} evaluates this file and all that it imports anew for each. */
export { fateOf, fatesKept } from '../../../session/fates';
export { ProviderClient } from '../../../transport/execution/client';
export { authorize, keepSession } from '../../../transport/credential/credentialHooks';
export { Sender } from '../../../transport/execution/sender';
