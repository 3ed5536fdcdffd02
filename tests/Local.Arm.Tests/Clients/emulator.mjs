// What the scripts share: the emulator's addresses, a credential that gives its token, packages from where they are installed.
import { createRequire } from "node:module";

const { ARM_CLIENTS, ARM_ENDPOINT, ARM_FILES, ARM_TOKEN, ARM_RESOURCE_GROUP } = process.env;

export const packages = createRequire(`${ARM_CLIENTS}/package.json`);
export const endpoint = ARM_ENDPOINT;
export const files = ARM_FILES;
export const token = ARM_TOKEN;
export const subscription = "00000000-0000-0000-0000-000000000001";
export const resourceGroup = ARM_RESOURCE_GROUP;
export const image = "localhost/cloud-workspaces/test-busybox:1";
export const credential = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) };

/** Every answer that a client got, for steps that are about its retries. */
export const answers = [];

const watch = {
  name: "watch",
  async sendRequest(request, next) {
    const answer = await next(request);
    answers.push(answer.status);
    return answer;
  },
};

export const options = { endpoint, $host: endpoint, additionalPolicies: [{ policy: watch, position: "perRetry" }] };

export function idOf(name) {
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerInstance/containerGroups/${name}`;
}

export function group(command, more = {}) {
  const container = {
    name: "main",
    image,
    command: ["/bin/sh", "-c", command],
    resources: { requests: { cpu: 0.5, memoryInGB: 0.2 } },
    environmentVariables: [{ name: "PLAIN", value: "seen" }, { name: "SECRET", secureValue: "hidden" }],
    ...more.container,
  };
  return { location: "westeurope", osType: "Linux", restartPolicy: "Always", containers: [container], ...more.group };
}

export async function step(name, work) {
  try {
    await work();
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`failed ${name}: ${error.stack}`);
    process.exit(1);
  }
}

export async function all(pages) {
  const items = [];
  for await (const item of pages) {
    items.push(item);
  }
  return items;
}

export async function until(condition, what) {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise(done => setTimeout(done, 100))) {
    const found = await condition();
    if (found) {
      return found;
    }
  }
  throw new Error(`not in time: ${what}`);
}

/** A fault of the emulator, for the next request. */
export async function fault(body) {
  const answer = await fetch(`${endpoint}/faults`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`/faults answered ${answer.status}`);
  }
}
