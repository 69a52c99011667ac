/** Prints what the session check costs, µs as JSON: run with the Node of n8n, as the package is. */
import { sessionCheckMicroseconds } from './sessionCheck';

void sessionCheckMicroseconds().then((microseconds) => console.log(JSON.stringify(microseconds)));
