/** What Node-RED's nodes come to. The figures are of `npm run bench:node-red` and of the tests that the part names. */
export const NODE_RED_PART = `## Node-RED

What the nodes for [Node-RED](node-red.md) come to, in the real Node-RED 4.1. Speed: messages through one node, over https and a line, the answers
read as JSON: 500 at once, again and again while connections are kept, and the first time in a new Node-RED; and a stream of 1,500, 256 of them under way at any time. Medians of 7 rounds (of the first time it is one) in which the three take turns, and of the rounds' own ratios, on two quiet cores (only the ratios count). "Kept" is Node-RED's own http request node with _Enable connection keep-alive_; without it Node keeps up to 256 connections for 5 seconds by itself.

| round trip, messages | http request, a second | the same, kept | keyring request | ratio | ratio, kept |
| --- | --- | --- | --- | --- | --- |
| 0 ms, 500 messages, 500 at once, for the first time | 549 | 570 | 733 | 1.33 | 1.29 |
| 0 ms, 500 messages, 500 at once | 923 | 911 | 2778 | 3.45 | 2.96 |
| 0 ms, 1500 messages, 256 at once | 1199 | 1235 | 3333 | 2.75 | 2.66 |
| 60 ms, 500 messages, 500 at once, for the first time | 769 | 628 | 605 | 0.79 | 0.96 |
| 60 ms, 500 messages, 500 at once | 1101 | 1126 | 3759 | 3.44 | 3.41 |
| 60 ms, 1500 messages, 256 at once | 3049 | 3080 | 3171 | 1.06 | 1.02 |

| | reach | measured |
| --- | --- | --- |
| requests a second ÷ Node-RED's own node, 500 at once, 0 and 60 ms | ≥ 3; ≥ 3 | 3.45; 3.44 while connections are kept (beside other work, load 12: 3.19; 3.14) |
| the same, for the first time | – | 1.33; 0.79 in a new Node-RED; 1.22 (60 ms) in one that has run before, more than 5 seconds after the last message: without kept connections all wait for handshakes |
| the same, a stream | – | 2.75; 1.06: at 60 ms both are near to what 256 under way at once can come to |
| 200 messages at once, session due, rejected, expired, after a restart | 1 renewal each, all served; 0 log-ins | 1, 1, 1 and 0 ([storms.test.ts](../test/nodeRed/storms.test.ts)) |
| from the answer with a new session to its bytes in a file, median and 95 of 100 | – | 0.07 ms and 0.11; 0.12 and 0.44 before the file was opened ahead |
| \`kill -9\` in the middle of a renewal, rotating tokens, family kill, log-in by code | usable but where the answer was lost | of 200 kills, of renewals one after another, 41 to 51 lost the answer, and 4 to 16 more came between it and the one write after it ([kill9.test.ts](../test/nodeRed/kill9.test.ts)) |

Node-RED's own node sends all messages at once, each that finds no free connection over a new one, and keeps 256 of them: of 500 messages half have a handshake, and in a stream a third or more.
An account of Keyring has 128 requests in flight and connections at first, one more with every four answers, 512 at most, and fewer in flight once the service refuses: with 128 throughout, 500
messages took four round trips. To begin with 256, or to grow four times as fast, changes nothing for the first messages (1.21 and 1.26 in place of 1.22). Connections are kept for 4 seconds; log-ins and refreshes have one of their own.
axios' own client is called without \`axios.request\` around it, which took a fifth of what a request costs axios.`;
