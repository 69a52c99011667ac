import { SessionManager } from '../session/manager';
import type { Runtime } from '../session/runtime';
import type { AuditEntry } from './audit';
import { RetryAfterWaits } from './retryAfter';

/** What one process has of the package's state in every host. */
export interface HttpEngine {
	runtime: Runtime;
	sessions: SessionManager;
	/** Until when services have asked to wait with log-ins and refreshes. */
	waits: RetryAfterWaits;
	/** Writes one line to the host's log for every attempt to get or end a session. */
	audit(entry: AuditEntry): void;
}

export const newHttpEngine = (runtime: Runtime, audit: HttpEngine['audit']): HttpEngine => ({
	runtime,
	sessions: new SessionManager(runtime),
	waits: new RetryAfterWaits(),
	audit,
});
