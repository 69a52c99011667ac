/** What one worker process has of the package: {@link newEngine} evaluates this file and all that it imports anew for each. */
export { fateOf, fatesKept } from '../../../session/fates';
export { ProviderClient } from '../../../transport/client';
export { authorize, keepSession } from '../../../transport/credentialHooks';
export { Sender } from '../../../transport/sender';
