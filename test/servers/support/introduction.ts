/** What stands above the tables of docs/services.md. */
export const INTRODUCTION = `
# Login Session at real servers

Written by \`npm run test:servers\` and \`npm run test:servers:large\`, which start each server from its package on this machine, put a counting proxy before it, and
go through the situations in a real n8n. Log-ins, refreshes and rejected requests are counted by the proxy, from the servers'
documentation; writes of the credential by n8n's database. "Served" are answers to requests that were not rejected.

- **first use**: the credential has no session. **due**: n8n knows that the session ends now; the server would still take it.
- **revoked**: the session was ended at the server, and n8n does not know. How many of those sent side by side are rejected before the
  renewal is under way depends on the moment.
- n8n's HTTP Request node repeats a request only when something is written: a write for each that was rejected. Where a rejection is
  told in a 200 (Deluge, Zabbix) it sees no error, and nothing is renewed: use the Login Session node there.
- **cold process**: n8n was stopped, and another process started on what it had stored.
`;
