/** What Node-RED's nodes come to. The figures are of `npm run bench:node-red` and of the tests that the part names. */
export const NODE_RED_PART = `## Node-RED

What the nodes for [Node-RED](node-red.md) come to, in the real Node-RED 4.1. Speed: messages through one node, over https and a line, the answers
read as JSON: 500 at once, the first time with all connections still to be opened; and a stream of 1,500, 256 of them under way at any time. Medians of 7 rounds (of the first time it is one) in which the three take turns, and of the rounds' own ratios, on two cores that had other work beside it (load 12; only the ratios count). "Kept" is Node-RED's own http request node with _Enable connection keep-alive_; without it Node keeps up to 256 connections for 5 seconds by itself.

| round trip, messages | http request, a second | the same, kept | keyring request | ratio | ratio, kept |
| --- | --- | --- | --- | --- | --- |
| 0 ms, 500 messages, 500 at once, for the first time | 202 | 213 | 382 | 1.90 | 1.80 |
| 0 ms, 500 messages, 500 at once | 529 | 509 | 1538 | 3.19 | 3.05 |
| 0 ms, 1500 messages, 256 at once | 446 | 580 | 1158 | 2.27 | 2.11 |
| 60 ms, 500 messages, 500 at once, for the first time | 301 | 341 | 436 | 1.45 | 1.28 |
| 60 ms, 500 messages, 500 at once | 536 | 473 | 1684 | 3.14 | 3.38 |
| 60 ms, 1500 messages, 256 at once | 929 | 874 | 1091 | 1.34 | 1.13 |

| | reach | measured |
| --- | --- | --- |
| requests a second ÷ Node-RED's own node, 500 at once, 0 and 60 ms | ≥ 3; ≥ 3 | 3.19; 3.14 with other work on both cores (load 12). At load 14, where a contender's turn comes after more than the 4 seconds for which connections are kept, 2.05; 1.56: then each round is one for the first time |
| the same, for the first time | – | 1.90; 1.45 (2.20; 1.44): handshakes, of which the own node makes 500 and this one about 200 |
| the same, a stream | – | 2.27; 1.34 (1.64; 1.17) |
| 200 messages at once, session due, rejected, expired, after a restart | 1 renewal each, all served; 0 log-ins | 1, 1, 1 and 0 ([storms.test.ts](../test/nodeRed/storms.test.ts)) |
| from the answer with a new session to its bytes in a file, median and 95 of 100 | – | 0.07 ms and 0.11; 0.12 and 0.44 before the file was opened ahead |
| \`kill -9\` in the middle of a renewal, rotating tokens, family kill, log-in by code | usable but where the answer was lost | of 200 kills 51 lost the answer, and 4 more came between it and the write: 8 before ([kill9.test.ts](../test/nodeRed/kill9.test.ts)) |

Node-RED's own node sends all messages at once, each that finds no free connection over a new one, and keeps 256 of them: of 500 messages half have a handshake, and in a stream a third or more.
An account of Keyring has 128 requests in flight and connections at first, one more with every four answers, 512 at most, and fewer in flight once the service refuses. With 512 from the beginning the first messages
were no quicker than the own node's, since a handshake costs as much as four requests; with 128 throughout, 500 messages took four round trips. Connections are kept for 4 seconds; log-ins and refreshes have one of their own.
axios' own client is called without \`axios.request\` around it, which took a fifth of what a request costs axios.`;
