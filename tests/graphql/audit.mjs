// audit.mjs -- the audits of GraphQL over HTTP (graphql-http) against both
// endpoints of a running server.  Every one holds, the recommended ones too.
//
//   URL=http://127.0.0.1:3000 KEY=... node audit.mjs
import { serverAudits } from 'graphql-http';

const { URL: server, KEY: key } = process.env;
const withKey = (url, init = {}) => fetch(url, {
  ...init,
  headers: { ...init.headers, authorization: `Bearer ${key}` },
  signal: AbortSignal.timeout(5000),
});

const fewest = 50; // a package that audits less is not the one we mean
let failed = 0;

for (const path of ['/graphql', '/metadata']) {
  const audits = serverAudits({ url: server + path, fetchFn: withKey });
  let held = 0;

  for (const audit of audits) {
    const { status, reason } = await audit.fn();
    if (status === 'ok') held++;
    else console.log(`not ok - ${path} ${audit.id} ${audit.name}: ${reason}`);
  }
  if (held < audits.length || held < fewest) failed++;
  console.log(`${held < audits.length ? 'not ok' : 'ok'} - ${path}: ${held} of ${audits.length} audits hold`);
}
process.exitCode = failed === 0 ? 0 : 1;
