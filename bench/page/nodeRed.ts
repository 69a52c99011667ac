/** What Node-RED's nodes come to. The figures are of `npm run bench:node-red` and of the tests that the part names. */
export const NODE_RED_PART = `## Node-RED

What the nodes for [Node-RED](node-red.md) come to, in the real Node-RED 4.1. Speed: 500 messages at once through one node, over https and a line, the answers
read as JSON; medians of 7 rounds in which the three take turns, and of the rounds' own ratios, on two quiet cores (only the ratios count). "Kept" is Node-RED's own http request node with _Enable connection keep-alive_, which it does not do by default.

| round trip | http request, a second | the same, kept | keyring request | ratio | ratio, kept |
| --- | --- | --- | --- | --- | --- |
| 0 ms | 1326 | 1305 | 3185 | 2.43 | 2.35 |
| 60 ms | 1099 | 1119 | 1351 | 1.44 | 1.27 |

| | reach | measured |
| --- | --- | --- |
| requests a second ÷ Node-RED's own node, 0 and 60 ms | ≥ 3; ≥ 3 | 2.43; 1.44 (an hour before 2.83; 1.47). Node-RED waits for the server and the line for a third to half of its time meanwhile: of a message's 250 µs of CPU 59 are axios', 27 the package's own |
| 200 messages at once, session due, rejected, expired, after a restart | 1 renewal each, all served; 0 log-ins | 1, 1, 1 and 0 ([storms.test.ts](../test/nodeRed/storms.test.ts)) |
| from the answer with a new session to its bytes in a file, median and 95 of 100 | – | 0.07 ms and 0.11; 0.12 and 0.44 before the file was opened ahead |
| \`kill -9\` in the middle of a renewal, rotating tokens, family kill, log-in by code | usable but where the answer was lost | of 200 kills 51 lost the answer, and 4 more came between it and the write: 8 before ([kill9.test.ts](../test/nodeRed/kill9.test.ts)) |

An account has 128 requests in flight, up to 256 as long as that serves more, and fewer once the service refuses; it has no more connections than 256. Before it had that limit a tenth of
the requests had a handshake of their own. Connections are kept for 4 seconds; log-ins and refreshes have one of their own.`;
