const TICK_MS = 100;
const SEVEN_DIGITS = 8_000_000;

let last = 0;

/**
 * A number that no other test has had lately, in this file or another: test files share one n8n, which hands a session that was
 * just issued on to whoever has the same account.
 */
export function nextSerial(): number {
	last = Math.max(last + 1, Math.floor(Date.now() / TICK_MS) % SEVEN_DIGITS);
	return last;
}
