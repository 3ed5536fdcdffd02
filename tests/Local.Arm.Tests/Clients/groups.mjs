// Container groups through @azure/arm-containerinstance.
import assert from "node:assert/strict";
import { all, answers, credential, fault, group, idOf, options, packages, resourceGroup, step, subscription, until } from "./emulator.mjs";

const { ContainerInstanceManagementClient } = packages("@azure/arm-containerinstance");
const WebSocket = packages("ws");
const client = new ContainerInstanceManagementClient(credential, subscription, options);
const groups = client.containerGroups;
const quickly = { updateIntervalInMs: 50 };
const create = (name, body) => groups.beginCreateOrUpdateAndWait(resourceGroup, name, body, quickly);

await step("create, followed to its end", async () => {
  const made = await create("one", group("while true; do echo tick; busybox sleep 0.2; done", { group: { tags: { kept: "no" } } }));
  assert.equal(made.id, idOf("one"));
  assert.equal(made.provisioningState, "Succeeded");
  assert.equal(made.instanceView.state, "Running");
  assert.deepEqual(made.containers[0].environmentVariables, [{ name: "PLAIN", value: "seen" }, { name: "SECRET" }]);
});
await step("create, followed by a second poller", async () => {
  const first = await groups.beginCreateOrUpdate(resourceGroup, "two", group("busybox sleep 600"), quickly);
  const second = await groups.beginCreateOrUpdate(
    resourceGroup, "two", group("busybox sleep 600"), { resumeFrom: first.toString(), ...quickly });
  assert.equal((await second.pollUntilDone()).name, "two");
});
await step("lists, page by page", async () => {
  await create("three", group("busybox sleep 600"));
  const names = list => list.map(item => item.name).sort();
  assert.deepEqual(names(await all(groups.listByResourceGroup(resourceGroup))), ["one", "three", "two"]);
  assert.ok(names(await all(groups.list())).includes("two"));
});
await step("tags", async () => {
  assert.deepEqual((await groups.update(resourceGroup, "one", { location: "westeurope", tags: { a: "b" } })).tags, { a: "b" });
  assert.deepEqual((await groups.get(resourceGroup, "one")).tags, { a: "b" });
});
await step("logs", async () => {
  const log = await until(async () => (await client.containers.listLogs(resourceGroup, "one", "main", { tail: 1, timestamps: true })).content, "logs");
  assert.match(log, /^\d{4}-\d\d-\d\dT\S+Z tick\n$/);
});
await step("exec", async () => {
  const socket = await client.containers.executeCommand(
    resourceGroup, "one", "main", { command: "/bin/sh", terminalSize: { rows: 24, cols: 80 } });
  assert.match(await talk(new WebSocket(socket.webSocketUri), [socket.password, "echo $((6*7)) $SECRET\n"], "hidden"), /42 hidden/);
});
await step("attach", async () => {
  const socket = await client.containers.attach(resourceGroup, "one", "main");
  await talk(new WebSocket(socket.webSocketUri, { headers: { Authorization: socket.password } }), [], "tick");
});
await step("stop, start, restart", async () => {
  const state = async () => (await groups.get(resourceGroup, "one")).instanceView.state;
  await groups.stop(resourceGroup, "one");
  await until(async () => await state() === "Stopped", "stopped");
  await groups.beginStartAndWait(resourceGroup, "one", quickly);
  assert.equal(await state(), "Running");
  await groups.beginRestartAndWait(resourceGroup, "one", quickly);
  await until(async () => await state() === "Running", "running again");
});
await step("what the location has", async () => {
  assert.ok((await all(client.location.listUsage("westeurope"))).find(usage => usage.name.value === "ContainerGroups").currentValue >= 3);
  assert.equal((await all(client.location.listCapabilities("westeurope")))[0].osType, "Linux");
  assert.ok((await all(client.location.listCachedImages("westeurope"))).length > 0);
  assert.ok((await all(client.operations.list())).some(item => item.name === "Microsoft.ContainerInstance/containerGroups/write"));
  assert.deepEqual([...await groups.getOutboundNetworkDependenciesEndpoints(resourceGroup, "one")], []);
});
await step("refusals, with the service's codes", async () => {
  const refused = (work, statusCode, code) => assert.rejects(work, error => {
    assert.deepEqual([error.statusCode, error.code], [statusCode, code]);
    return true;
  });
  await refused(() => groups.get(resourceGroup, "none"), 404, "ResourceNotFound");
  await refused(() => create("one", { ...group("true"), restartPolicy: "Never" }), 400, "InvalidContainerGroupUpdate");
  await refused(() => create("bad", group("true", { container: { image: "localhost/none:1" } })), 400, "InaccessibleImage");
  await refused(() => create("bad", { ...group("true"), location: "atlantis" }), 400, "LocationNotAvailableForResourceType");
});
await step("429, 503 and a dropped connection, tried again by the client", async () => {
  for (const [body, seen] of [
    [{ kind: "Answer", status: 429, retryAfterSeconds: 1 }, [429, 200]], [{ kind: "Answer", status: 503 }, [503, 200]],
    [{ kind: "DropBefore" }, [200]]]) {
    await fault({ ...body, operation: "ContainerGroups_Get", group: "one" });
    answers.length = 0;
    await groups.get(resourceGroup, "one");
    assert.deepEqual(answers, seen);
  }
});
await step("delete, followed to its end", async () => {
  for (const name of ["one", "two", "three"]) {
    await groups.beginDeleteAndWait(resourceGroup, name, quickly);
    await assert.rejects(() => groups.get(resourceGroup, name), { statusCode: 404 });
  }
  await groups.beginDeleteAndWait(resourceGroup, "none", quickly);
});

/** Sends the lines one after the other, and gives what came until there was the text. */
function talk(socket, lines, text) {
  return new Promise((resolve, reject) => {
    let received = "";
    const timer = setTimeout(() => reject(new Error(`not in time: ${text} in ${received}`)), 10_000);
    socket.on("open", () => lines.forEach(line => socket.send(line)));
    socket.on("error", reject);
    socket.on("message", data => {
      received += data;
      if (received.includes(text)) {
        clearTimeout(timer);
        socket.close();
        resolve(received);
      }
    });
  });
}
