import { expect, test } from "vitest";
import { failureIn, stepIn } from "../../../src/editor/npm-output.ts";

/** What npm 11 printed on machines that could not reach a host. */
const scriptWithoutNetwork = `
> @tensorflow/tfjs-node@4.22.0 install
> node scripts/install.js

CPU-linux-4.22.0.tar.gz
https://storage.googleapis.com/tensorflow/libtensorflow/libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz
* Downloading libtensorflow
node:events:505
    throw er; // Unhandled 'error' event
    ^

Error: getaddrinfo ENOTFOUND storage.googleapis.com
    at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:123:26)
Emitted 'error' event on ClientRequest instance at:
    at emitErrorEvent (node:_http_client:114:11)
  errno: -3008,
  code: 'ENOTFOUND',
  syscall: 'getaddrinfo',
  hostname: 'storage.googleapis.com'
}

Node.js v24.21.0
npm error code 1
npm error path /home/ada/storage/node_modules/@tensorflow/tfjs-node
npm error command failed
npm error command sh -c node scripts/install.js
npm error A complete log of this run can be found in: /home/ada/.npm/_logs/debug-0.log`;

const unknownRegistry = `
npm error code ENOTFOUND
npm error syscall getaddrinfo
npm error errno ENOTFOUND
npm error network request to https://registry.example.org/@tensorflow%2ftfjs-node failed, reason: getaddrinfo ENOTFOUND registry.example.org
npm error network This is a problem related to network connectivity.
npm error network In most cases you are behind a proxy or have bad network settings.
npm error network
npm error network If you are behind a proxy, please make sure that the 'proxy' config is set properly.  See: 'npm help config'
npm error A complete log of this run can be found in: /home/ada/.npm/_logs/debug-0.log`;

const refusedRegistry = `
npm error code ECONNREFUSED
npm error syscall connect
npm error errno ECONNREFUSED
npm error FetchError: request to http://127.0.0.1:9/@tensorflow%2ftfjs-node failed, reason: connect ECONNREFUSED 127.0.0.1:9
npm error     at ClientRequest.<anonymous> (/usr/lib/node_modules/npm/lib/index.js:130:14) {
npm error   code: 'ECONNREFUSED',
npm error   requiredBy: '.'
npm error }
npm error
npm error A complete log of this run can be found in: /home/ada/.npm/_logs/debug-0.log`;

test.each([
  [scriptWithoutNetwork, { kind: "notFound", host: "storage.googleapis.com" }],
  [unknownRegistry, { kind: "notFound", host: "registry.example.org" }],
  [refusedRegistry, { kind: "unreachable", host: "127.0.0.1:9" }],
  [
    "npm error code EACCES\nnpm error Your cache folder contains root-owned files",
    { kind: "told", line: "Your cache folder contains root-owned files" },
  ],
  [
    "npm ERR! code ENOSPC\nnpm ERR! nospc There is not enough space",
    { kind: "told", line: "nospc There is not enough space" },
  ],
  [
    "Error: unable to get local issuer certificate\n  code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'\nnpm error code 1\nnpm error command failed",
    { kind: "told", line: "Error: unable to get local issuer certificate" },
  ],
])("a failure names what it was that failed", (output, reason) => {
  expect(failureIn(output.split("\n"), 1)).toMatchObject(reason);
});

test("npm that says nothing leaves its exit code", () => {
  expect(failureIn([], 137)).toEqual({ kind: "silent", code: 137 });
});

test("steps are told in words, and only those that say something", () => {
  expect(
    stepIn("npm http fetch GET 200 https://registry.npmjs.org/@tensorflow%2ftfjs-node 120ms (cache miss)"),
  ).toEqual({
    kind: "fetching",
    name: "@tensorflow/tfjs-node",
  });
  expect(stepIn("npm http cache semver@https://registry.npmjs.org/semver/-/semver-7.8.6.tgz 0ms (cache hit)")).toEqual({
    kind: "fetching",
    name: "semver",
  });
  expect(stepIn("* Downloading libtensorflow")).toEqual({ kind: "downloadingLibrary" });
  expect(stepIn("npm warn deprecated rimraf@2.7.1: old")).toBeUndefined();
});
